import { z } from 'zod';
import { meet, start } from '../../clock/actions.js';
import { guard, reject, stageOf, type Rejection } from '../../process.js';
import { dateRefusal } from '../../shared/business-date.js';
import { CalendarDate } from '../../shared/calendar-date.js';
import { Digest } from '../../shared/ids.js';
import { ACCOUNTABILITY, nth, sinceAttempt, type RectificationState } from '../state.js';

const isNotPending = guard<RectificationState>(
  ({ accountability }) =>
    !accountability?.pending ||
    reject('accountability-pending', 'A proposal is waiting for its decision.'),
);

/** Whoever proposes does not decide. */
const canDecide = guard<RectificationState>(({ accountability }, { actor }) => {
  if (!accountability?.pending)
    return reject('accountability-not-proposed', 'No proposal is waiting for a decision.');
  return (
    accountability.pending.proposedBy !== actor.id ||
    reject('decided-by-proposer', 'Whoever proposed accountability does not decide it.')
  );
});

/** The four grounds (整改不力 · 虚假整改 · 敷衍整改 · 拒不整改). Source: `domain.md` A, rows 42, 72, 98. */
const Ground = z.enum(['weak', 'false', 'perfunctory', 'refused']);
const Measure = z.enum(['criticism', 'notice', 'disciplinaryAction', 'organizationalMeasure']);
/** Posts, never names. */
const Against = z.array(z.string().min(1).max(100)).min(1).max(10);

const Proposal = z.object({ proposedOn: CalendarDate, ground: Ground, document: Digest });
const Decision = z.object({ decidedOn: CalendarDate, document: Digest });
const Answer = Decision.extend({ ground: Ground });
const Request = z.strictObject({
  ...Decision.shape,
  decided: z.boolean(),
  measure: Measure.optional(),
  against: Against.optional(),
});

/**
 * Weak, false, perfunctory or refused rectification is answered for. It may come up while an item is worked on,
 * and long after it was closed; a closed item is archived only when its proposal has been decided.
 */
export const accountability = stageOf<RectificationState>()({
  name: 'accountability',
  commands: {
    ProposeAccountability: {
      by: ['officeDirector', 'dailySupervisor', 'disciplineReceiver'],
      guard: isNotPending,
      data: z.strictObject(Proposal.shape),
    },
    DecideAccountability: {
      by: ['leadingGroupHead', 'executiveDeputyHead'],
      guard: canDecide,
      data: Request,
    },
  },
  events: {
    AccountabilityProposed: Proposal,
    AccountabilityDecided: Answer.extend({ measure: Measure, against: Against }),
    AccountabilityDeclined: Answer,
  },
  decide: {
    ProposeAccountability: (data, item, context) =>
      dateRefusal(data.proposedOn, context, sinceAttempt(item)) ?? [
        { type: 'AccountabilityProposed', data },
      ],
    DecideAccountability: ({ decided, measure, against, ...data }, { accountability }, context) => {
      const pending = accountability?.pending;
      if (!pending) return [];
      const answer = { ...data, ground: pending.ground };
      const refusal = dateRefusal(data.decidedOn, context, {
        on: pending.proposedOn,
        code: 'decided-before-proposal',
        message: 'A decision answers a proposal.',
      });
      if (refusal) return refusal;
      if (!decided)
        return (
          declineRefusal(measure, against) ?? [{ type: 'AccountabilityDeclined', data: answer }]
        );
      if (measure === undefined)
        return reject('measure-missing', 'The decision names the measure that is taken.');
      if (against === undefined)
        return reject('accountable-post-missing', 'The decision names the posts that answer.');
      return [{ type: 'AccountabilityDecided', data: { ...answer, measure, against } }];
    },
  },
  evolve: {
    AccountabilityProposed: (item, { proposedOn, ground }, { actor }) => ({
      ...item,
      accountability: {
        proposals: (item.accountability?.proposals ?? 0) + 1,
        pending: { proposedOn, proposedBy: actor.id, ground },
      },
    }),
    AccountabilityDecided: settled,
    AccountabilityDeclined: settled,
  },
  clock: {
    AccountabilityProposed: ({ proposedOn }, item) =>
      item.pack ? [start(ACCOUNTABILITY, item.pack, proposedOn, { deadline: nameOf(item) })] : [],
    AccountabilityDecided: ({ decidedOn }, item) => [meet(nameOf(item), decidedOn)],
    AccountabilityDeclined: ({ decidedOn }, item) => [meet(nameOf(item), decidedOn)],
  },
});

function declineRefusal(measure: unknown, against: unknown): Rejection | undefined {
  return measure === undefined && against === undefined
    ? undefined
    : reject('measure-without-decision', 'A declined proposal has no measure and no posts.');
}

function settled(item: RectificationState): RectificationState {
  const proposals = item.accountability?.proposals ?? 0;
  return { ...item, accountability: { proposals, pending: null } };
}

function nameOf({ accountability }: RectificationState): string {
  return nth(ACCOUNTABILITY, accountability?.proposals ?? 0);
}
