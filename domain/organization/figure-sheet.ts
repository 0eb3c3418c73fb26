import { ownEntry } from '../shared/own-entry.js';
import { codesBelow, rolledUp, type Figures } from './roll-up.js';
import type { TreeNode } from './state.js';

type Nodes = Readonly<Record<string, TreeNode>>;
type OwnFigures = Readonly<Record<string, Figures>>;

/** Below this, a cell of a table that leaves the office could point at a person. Source: D.3, rule 11. */
const LEAST_SHOWN = 3;

/** Amounts by measure; null for one that is withheld. */
export type ShownFigures = Readonly<Record<string, number | null>>;

/** An organization's figures, and those of everything directly below it, each with what lies further down. */
export interface FigureSheet<Shown = ShownFigures> {
  readonly own: Shown;
  readonly rolledUp: Shown;
  /** By code. */
  readonly below: Readonly<Record<string, Shown>>;
}

/** The sheet as the office sees it: every cell. */
export function sheetInside(code: string, nodes: Nodes, own: OwnFigures): FigureSheet<Figures> {
  return {
    own: ownEntry(own, code) ?? {},
    rolledUp: rolledUp(code, nodes, own),
    below: Object.fromEntries(
      codesBelow(code, nodes).map((child) => [child, rolledUp(child, nodes, own)]),
    ),
  };
}

/**
 * The sheet as another level may see it. A small cell is withheld, and so are its neighbours: it could be found as the
 * difference between a sum and the other parts. What is withheld hangs on the cell, not on which sheet shows it, so two
 * sheets side by side tell no more.
 */
export function sheetOutside(code: string, nodes: Nodes, own: OwnFigures): FigureSheet {
  const { own: ownFigures, rolledUp: sum, below } = sheetInside(code, nodes, own);
  const line = lineTo(code, nodes);
  const top = rolledUp(line[0] ?? code, nodes, own);
  const parts = line.map((above) => partsOf(above, nodes, own));
  /** Told when the highest sum is large, and every part of the first `depth` sums on the way down is. */
  const isTold = (depth: number) => (measure: string) =>
    isShown(top, measure) &&
    parts.slice(0, depth).every((of) => of.every((part) => isShown(part, measure)));
  const told = isTold(line.length);
  return {
    own: withheldUnless(told, ownFigures),
    rolledUp: withheldUnless(isTold(line.length - 1), sum),
    below: Object.fromEntries(
      Object.entries(below).map(([child, figures]) => [child, withheldUnless(told, figures)]),
    ),
  };
}

/** Codes from the highest organization down to this one. */
function lineTo(code: string, nodes: Nodes): readonly string[] {
  const parent = ownEntry(nodes, code)?.parent ?? null;
  return parent === null ? [code] : [...lineTo(parent, nodes), code];
}

/** What an organization's sum consists of: its own figures, and the sums below it. */
function partsOf(code: string, nodes: Nodes, own: OwnFigures): readonly Figures[] {
  const { own: ownFigures, below } = sheetInside(code, nodes, own);
  return [ownFigures, ...Object.values(below)];
}

/** A measure that was not reported is no cell, and hides nothing. */
function isShown(figures: Figures, measure: string): boolean {
  return (ownEntry(figures, measure) ?? LEAST_SHOWN) >= LEAST_SHOWN;
}

function withheldUnless(isTold: (measure: string) => boolean, figures: Figures): ShownFigures {
  return Object.fromEntries(
    Object.entries(figures).map(([measure, amount]) => [measure, isTold(measure) ? amount : null]),
  );
}
