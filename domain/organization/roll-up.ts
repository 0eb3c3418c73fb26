import { ownEntry } from '../shared/own-entry.js';
import type { TreeNode } from './state.js';

/** Amounts by measure. */
export type Figures = Readonly<Record<string, number>>;

/**
 * The own figures of an organization and those of everything below it, summed: county to city to province.
 *
 * @param own what each organization reported of itself, by code
 */
export function rolledUp(
  code: string,
  nodes: Readonly<Record<string, TreeNode>>,
  own: Readonly<Record<string, Figures>>,
): Figures {
  return summed([
    ownEntry(own, code) ?? {},
    ...codesBelow(code, nodes).map((child) => rolledUp(child, nodes, own)),
  ]);
}

/** Codes of the organizations directly below one, in the order of their registration. */
export function codesBelow(
  code: string,
  nodes: Readonly<Record<string, TreeNode>>,
): readonly string[] {
  return Object.keys(nodes).filter((other) => ownEntry(nodes, other)?.parent === code);
}

export function summed(figures: readonly Figures[]): Figures {
  return figures.reduce(added, {});
}

function added(sum: Figures, more: Figures): Figures {
  const measures = [...new Set([...Object.keys(sum), ...Object.keys(more)])];
  return Object.fromEntries(
    measures.map((measure) => [
      measure,
      (ownEntry(sum, measure) ?? 0) + (ownEntry(more, measure) ?? 0),
    ]),
  );
}
