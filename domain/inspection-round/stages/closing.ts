import { z } from 'zod';
import { meet } from '../../clock/actions.js';
import { guard, reject, stageOf, type Rejection } from '../../process.js';
import { dateRefusal, type Earliest } from '../../shared/business-date.js';
import { CalendarDate } from '../../shared/calendar-date.js';
import { Digest } from '../../shared/ids.js';
import { awaitNoAnswer } from '../letters.js';
import type { RoundState } from '../state.js';

const isAssessed = guard<RoundState>(
  (round) =>
    round.status === 'assessed' ||
    reject('round-not-assessed', 'A round is closed after its rectification was assessed.'),
);

/** How long an archive keeps a paper, shortest first: 10 years, 30 years, for ever. */
const RETENTIONS = ['y10', 'y30', 'permanent'] as const;
type Retention = (typeof RETENTIONS)[number];

const Entry = z.object({
  kind: z.enum(['report', 'suggestionLetter', 'minutes', 'workingPaper', 'evidence', 'other']),
  count: z.int().min(1).max(100_000),
  retention: z.enum(RETENTIONS),
  document: Digest,
});
type Entry = z.output<typeof Entry>;

/** The shortest retention of a kind; any will do for the others. Source: `domain.md` 1.3, archive retention. */
const AT_LEAST: Partial<Record<Entry['kind'], Retention>> = {
  report: 'y30',
  minutes: 'y30',
  suggestionLetter: 'permanent',
};

const Archive = z.object({ archivedOn: CalendarDate, entries: z.array(Entry).min(1).max(200) });

const sinceAssessment = ({ assessedOn }: RoundState): Earliest => ({
  on: assessedOn,
  code: 'archived-before-assessment',
  message: 'The papers of a round are archived after its assessment.',
});

/** The assessed round goes into the archive, and the office director closes it; nothing of it stays open. */
export const closing = stageOf<RoundState>()({
  name: 'closing',
  commands: {
    ArchiveRound: {
      by: ['officeStaff', 'officeDirector'],
      guard: isAssessed,
      data: z.strictObject(Archive.shape),
    },
    CloseRound: {
      by: ['officeDirector'],
      guard: isAssessed,
      data: z.strictObject({ closedOn: CalendarDate }),
    },
  },
  events: {
    RoundArchived: Archive,
    RoundClosed: z.object({ closedOn: CalendarDate }),
  },
  decide: {
    ArchiveRound: (data, round, context) => {
      if (round.archivedOn !== undefined)
        return reject('round-already-archived', 'The papers of the round are archived already.');
      return (
        retentionRefusal(data.entries) ??
        dateRefusal(data.archivedOn, context, sinceAssessment(round)) ?? [
          { type: 'RoundArchived', data },
        ]
      );
    },
    CloseRound: (data, round, context) =>
      dateRefusal(data.closedOn, context, {
        on: round.assessedOn,
        code: 'closed-before-assessment',
        message: 'A round is closed after its assessment.',
      }) ??
      dateRefusal(data.closedOn, context, {
        on: round.archivedOn,
        code: 'closed-before-archive',
        message: 'A round is closed after its papers were archived.',
      }) ?? [{ type: 'RoundClosed', data }],
  },
  evolve: {
    RoundArchived: (round, { archivedOn }) => ({ ...round, archivedOn }),
    RoundClosed: (round) => ({ ...round, status: 'closed' }),
  },
  clock: {
    RoundClosed: ({ closedOn }, round) => [
      meet('round-closing', closedOn),
      ...awaitNoAnswer(round, 'round-closed'),
    ],
  },
});

function retentionRefusal(entries: readonly Entry[]): Rejection | undefined {
  const short = entries.find(({ kind, retention }) => {
    const least = AT_LEAST[kind];
    return least && RETENTIONS.indexOf(retention) < RETENTIONS.indexOf(least);
  });
  return short
    ? reject('retention-too-short', `Papers of the kind ${short.kind} are kept longer than that.`)
    : undefined;
}
