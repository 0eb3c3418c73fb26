import { clueCommands } from './clue-commands.js';
import type { Lane } from './command.js';
import { fieldworkOf, type Inspection } from './fieldwork-commands.js';
import type { ImportRows, Placed, RoundRow } from './format.js';
import { rectificationOf } from './rectification-commands.js';
import { findingKey, inspectionKey } from './references.js';
import { closingOf, earlierFindings, hearingOf, openingOf } from './round-commands.js';

/** Every command that the rows stand for: one lane a round, in the order in which the domain takes them, and one for its clues. */
export function lanesOf(rows: ImportRows): readonly Lane[] {
  const byRound = {
    targets: grouped(rows.targets, ({ round }) => round),
    letters: grouped(rows.letters, ({ round }) => round),
    clues: grouped(rows.clues, ({ round }) => round),
  };
  const inspections = inspectionsOf(rows);
  return rows.rounds.flatMap((round) => {
    const targets = byRound.targets.get(round.round) ?? [];
    const own = inspections.filter(({ target }) => target.round === round.round);
    const clues = byRound.clues.get(round.round) ?? [];
    return [
      {
        name: round.round,
        commands: [
          ...openingOf(round, targets, byRound.letters.get(round.round) ?? [], rows.findings),
          ...own.flatMap(fieldworkOf),
          ...hearingOf(round),
          ...own.flatMap(rectificationOf),
          ...closingOf(round, targets),
        ],
      },
      ...clueLane(round, clues),
    ];
  });
}

/** A clue goes its own way, whatever becomes of its round; but who counts it looks for its round in the log. */
function clueLane(round: Placed<RoundRow>, clues: ImportRows['clues']): readonly Lane[] {
  if (clues.length === 0) return [];
  const commands = clues.flatMap((clue) => clueCommands(clue, round));
  return [{ name: `${round.round}/clues`, follows: round.round, commands }];
}

function inspectionsOf({ targets, findings, outcomes }: ImportRows): readonly Inspection[] {
  const found = grouped(findings, inspectionKey);
  const yielded = grouped(outcomes, findingKey);
  return targets.map((target) => ({
    target,
    findings: (found.get(inspectionKey(target)) ?? []).map((finding) => ({
      finding,
      outcomes: yielded.get(findingKey(finding)) ?? [],
    })),
    earlier: earlierFindings(target, findings),
  }));
}

function grouped<R>(rows: readonly R[], keyOf: (row: R) => string): ReadonlyMap<string, R[]> {
  const groups = new Map<string, R[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}
