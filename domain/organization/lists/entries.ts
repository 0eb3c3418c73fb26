import type { ListEntry } from '../local-list.js';

/** Entries in their order from pairs of code and title. */
export function entriesOf(
  pairs: Readonly<Record<string, string>>,
  more: Omit<ListEntry, 'code' | 'title'> = {},
): ListEntry[] {
  return Object.entries(pairs).map(([code, title]) => ({ code, title, ...more }));
}

/** A heading and the entries under it, whose codes begin with the heading's. */
export function groupOf(
  code: string,
  title: string,
  below: Readonly<Record<string, string>>,
): ListEntry[] {
  const under = Object.entries(below).map(([part, name]) => ({
    code: `${code}-${part}`,
    title: name,
    parent: code,
  }));
  return [{ code, title }, ...under];
}
