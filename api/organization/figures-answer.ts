import { z } from 'zod';
import { countedReports } from '../../domain/organization/counted-reports.js';
import { sheetInside, sheetOutside } from '../../domain/organization/figure-sheet.js';
import { summed, type Figures } from '../../domain/organization/roll-up.js';
import type { OrganizationState, TreeNode } from '../../domain/organization/state.js';
import { inspectionWord, Level } from '../../domain/shared/levels.js';
import { ownEntry } from '../../domain/shared/own-entry.js';
import type { StoredEvent } from '../../event-store/event.js';

const Shown = z
  .record(z.string(), z.int().nullable())
  .describe('Amounts by measure; null for one that is withheld outside the office');

const Organization = z.object({ code: z.string(), name: z.string(), level: Level });

export const FiguresAnswer = z.object({
  ...Organization.shape,
  word: z.string().describe('What an inspection of this level is called'),
  on: z.string().describe('Periods that had ended by this day count'),
  version: z.int().describe("Of the organization's last event"),
  position: z.int().describe('Of that event in the log'),
  own: Shown.describe('What it reported of itself'),
  rolledUp: Shown.describe('That, and everything below it'),
  below: z.array(z.object({ ...Organization.shape, rolledUp: Shown })),
  suppressed: z.boolean().describe('True when a cell is withheld: it, or one beside it, is small'),
  reports: z
    .array(
      z.object({
        report: z.string(),
        from: z.string(),
        fromOn: z.string(),
        toOn: z.string(),
        version: z.int().describe('Of the event that reported it'),
        position: z.int().describe('Of that event in the log'),
      }),
    )
    .describe('Every report behind the sum'),
});

/** The organization's case as far as its figures need it. */
interface Reported {
  readonly state: Pick<OrganizationState, 'nodes' | 'figureReports'>;
  readonly events: readonly StoredEvent[];
  readonly version: number;
  readonly position: number;
}

/** @returns undefined when the code, or the own organization in its absence, does not stand in the tree */
export function figuresAnswer(
  { state, events, version, position }: Reported,
  { code: asked, on, isInside }: { code?: string | undefined; on: string; isInside: boolean },
): z.output<typeof FiguresAnswer> | undefined {
  const { nodes = {}, figureReports = {} } = state;
  const code = asked ?? Object.keys(nodes).find((own) => ownEntry(nodes, own)?.isOwn);
  const node = code === undefined ? undefined : ownEntry(nodes, code);
  if (code === undefined || !node) return undefined;
  const names = namesIn(events);
  const counted = behind(countedReports(figureReports, on), events);
  const sheet = (isInside ? sheetInside : sheetOutside)(code, nodes, ownFigures(counted));
  const cells = [sheet.own, sheet.rolledUp, ...Object.values(sheet.below)];
  const titled = (of: string, { level }: TreeNode) => ({
    code: of,
    name: names.get(of) ?? of,
    level,
  });
  return {
    ...titled(code, node),
    word: inspectionWord(node.level),
    on,
    version,
    position,
    own: sheet.own,
    rolledUp: sheet.rolledUp,
    below: Object.entries(sheet.below).flatMap(([child, rolledUp]) => {
      const found = ownEntry(nodes, child);
      return found ? [{ ...titled(child, found), rolledUp }] : [];
    }),
    suppressed: cells.some((figures) => Object.values(figures).includes(null)),
    reports: counted
      .filter(({ from }) => standsUnder(from, code, nodes))
      .map(({ figures: _figures, ...report }) => report),
  };
}

interface CountedReport {
  readonly report: string;
  readonly from: string;
  readonly fromOn: string;
  readonly toOn: string;
  readonly version: number;
  readonly position: number;
  readonly figures: Figures;
}

const FiguresOf = z.object({ report: z.string(), figures: z.record(z.string(), z.int()) });

/** Each report with the event that made it; the state keeps periods, not amounts. */
function behind(
  reports: ReturnType<typeof countedReports>,
  events: readonly StoredEvent[],
): readonly CountedReport[] {
  // Later events win: a number that was superseded may stand again.
  const made = new Map(
    events
      .filter(({ type }) => type === 'FiguresReported')
      .map(({ data, version, position }) => {
        const { report, figures } = FiguresOf.parse(data);
        return [report, { figures, version, position }];
      }),
  );
  return reports.flatMap((report) => {
    const event = made.get(report.report);
    return event ? [{ ...report, ...event }] : [];
  });
}

function ownFigures(reports: readonly CountedReport[]): Readonly<Record<string, Figures>> {
  const codes = [...new Set(reports.map(({ from }) => from))];
  return Object.fromEntries(
    codes.map((code) => [
      code,
      summed(reports.filter(({ from }) => from === code).map(({ figures }) => figures)),
    ]),
  );
}

const NameOf = z.object({ code: z.string(), name: z.string() });

function namesIn(events: readonly StoredEvent[]): ReadonlyMap<string, string> {
  return new Map(
    events
      .filter(({ type }) => type === 'OrganizationRegistered')
      .map(({ data }) => {
        const { code, name } = NameOf.parse(data);
        return [code, name];
      }),
  );
}

function standsUnder(
  code: string,
  above: string,
  nodes: Readonly<Record<string, TreeNode>>,
): boolean {
  if (code === above) return true;
  const parent = ownEntry(nodes, code)?.parent ?? null;
  return parent !== null && standsUnder(parent, above, nodes);
}
