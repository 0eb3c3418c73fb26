import { z } from 'zod';
import { meet } from '../../clock/actions.js';
import {
  reject,
  stageOf,
  type EffectContext,
  type EffectDraft,
  type Rejection,
} from '../../process.js';
import { dateRefusal } from '../../shared/business-date.js';
import { CalendarDate } from '../../shared/calendar-date.js';
import { Digest } from '../../shared/ids.js';
import { isAccepted, sinceAcceptance } from '../acceptance.js';
import { FOLLOW_UP_VERDICTS, isUndone } from '../follow-up.js';
import { FindingId } from '../plan-row.js';
import { fedBackFindings, itemName, type TargetState } from '../state.js';

const Verdict = z.object({
  finding: FindingId,
  verdict: z.enum(FOLLOW_UP_VERDICTS),
  /** By when its items, opened again, are to be done. */
  newDueOn: CalendarDate.optional(),
});
type Verdict = z.output<typeof Verdict>;

const Visit = z.object({
  visitedOn: CalendarDate,
  team: z.array(z.string().min(1).max(100)).min(2).max(20),
  document: Digest,
  verdicts: z.array(Verdict).min(1).max(100),
});

/** A team looks on the spot whether the rectification holds; what rebounded or was false is opened again. */
export const supervision = stageOf<TargetState>()({
  name: 'supervision',
  commands: {
    RecordRectificationSupervision: {
      by: ['dailySupervisor', 'officeStaff'],
      guard: isAccepted,
      data: z.strictObject(Visit.shape),
    },
  },
  events: {
    RectificationSupervised: Visit,
  },
  decide: {
    RecordRectificationSupervision: (data, target, context) => {
      const { visitedOn, team } = data;
      if (target.supervisionVisits?.some((visit) => isSame(visit, data))) return [];
      if (new Set(team).size < 2)
        return reject('team-of-one', 'Two different persons visit, at the least.');
      return (
        verdictRefusal(data.verdicts, target, context.today) ??
        dateRefusal(visitedOn, context, sinceAcceptance(target)) ?? [
          { type: 'RectificationSupervised', data },
        ]
      );
    },
  },
  evolve: {
    RectificationSupervised: (target, { visitedOn, document, verdicts }) => ({
      ...target,
      supervisionVisits: [...(target.supervisionVisits ?? []), { visitedOn, document }],
      followUpVerdicts: {
        ...target.followUpVerdicts,
        ...Object.fromEntries(verdicts.map(({ finding, verdict }) => [finding, verdict])),
      },
    }),
  },
  clock: {
    RectificationSupervised: ({ visitedOn }) => [meet('rectification-supervision', visitedOn)],
  },
  effects: {
    RectificationSupervised: ({ verdicts }, target, context) =>
      verdicts.flatMap((verdict) => reopened(verdict, target, context)),
  },
});

type Recorded = Pick<z.output<typeof Visit>, 'visitedOn' | 'document'>;

const isSame = (one: Recorded, other: Recorded): boolean =>
  one.visitedOn === other.visitedOn && one.document === other.document;

function verdictRefusal(
  verdicts: readonly Verdict[],
  target: TargetState,
  today: CalendarDate,
): Rejection | undefined {
  const seen = new Set<string>();
  for (const { finding, verdict, newDueOn } of verdicts) {
    if (!fedBackFindings(target).includes(finding))
      return reject('finding-not-fed-back', `${finding} was not fed back.`);
    if (seen.has(finding)) return reject('verdict-twice', `${finding} gets one verdict per visit.`);
    seen.add(finding);
    if (isUndone(verdict) !== (newDueOn !== undefined))
      return reject(
        'new-due-date-unfit',
        `${finding} gets a new due date when its rectification did not hold, and only then.`,
      );
    if (newDueOn !== undefined && newDueOn <= today)
      return reject('new-due-date-past', 'The new due date lies ahead.');
  }
  return undefined;
}

/** An item archived by now refuses; its finding then waits for a look-back. */
function reopened(
  { finding, verdict, newDueOn }: Verdict,
  { items }: TargetState,
  { stream, deriveId }: EffectContext,
): readonly EffectDraft[] {
  if (newDueOn === undefined) return [];
  const data = { reason: `supervision: ${verdict}`, newDueOn };
  return Object.keys(items)
    .filter((item) => items[item]?.finding === finding && items[item].outcome === 'closed')
    .map((item) => ({
      process: 'rectification',
      id: deriveId(itemName(stream, item)),
      command: { type: 'ReopenItem', data },
    }));
}
