/** What serves a row: each name is looked up in the registry it belongs to. */
export type Served =
  | { readonly kind: 'command'; readonly process: string; readonly name: string }
  | { readonly kind: 'view'; readonly name: string }
  | { readonly kind: 'route'; readonly name: string }
  | { readonly kind: 'rule'; readonly name: string }
  | { readonly kind: 'role'; readonly name: string }
  | { readonly kind: 'list'; readonly name: string };

/** What proves a row: a test by file and title, or a line that a scenario prints after its play. */
export type Proof =
  | { readonly kind: 'test'; readonly file: string; readonly title: string }
  | { readonly kind: 'check'; readonly scenario: string; readonly id: string };

/** One row of the acceptance table. Source: `domain.md` §A. */
export interface AcceptanceRow {
  readonly row: number;
  /** What the product can do, in a clerk's words. */
  readonly can: string;
  readonly served: readonly Served[];
  readonly proved: readonly Proof[];
  /** Where the source leaves a choice: how we read it. */
  readonly judgment?: string;
  /** Where the row is met, but only just. */
  readonly thin?: string;
}

/** @param names commands of one process */
export function commands(process: string, ...names: readonly string[]): readonly Served[] {
  return names.map((name) => ({ kind: 'command', process, name }));
}

function named<K extends 'view' | 'route' | 'rule' | 'role' | 'list'>(kind: K) {
  return (...names: readonly string[]) => names.map((name) => ({ kind, name }) as const);
}
export const views = named('view');
/** Method and path as the OpenAPI description has them, such as `GET /api/rules`. */
export const routes = named('route');
/** Rules of the county pack. */
export const rules = named('rule');
export const roles = named('role');
/** Lists that ship with the product and are published anew where they differ. */
export const lists = named('list');

/** @param file below `tests/`; @param titles of the tests, letter for letter */
export function tested(file: string, ...titles: readonly string[]): readonly Proof[] {
  return titles.map((title) => ({ kind: 'test', file, title }));
}

/** @param ids of the lines that the scenario prints */
export function checked(scenario: string, ...ids: readonly string[]): readonly Proof[] {
  return ids.map((id) => ({ kind: 'check', scenario, id }));
}
