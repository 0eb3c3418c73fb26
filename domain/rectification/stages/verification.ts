import { z } from 'zod';
import { meet, start, type ClockAction } from '../../clock/actions.js';
import { guard, reject, stageOf } from '../../process.js';
import { dateRefusal } from '../../shared/business-date.js';
import { CalendarDate } from '../../shared/calendar-date.js';
import { Digest } from '../../shared/ids.js';
import { continuedFrom, nth, type RectificationState } from '../state.js';

/** Whoever handed anything in does not judge it. Source: `domain.md` B.6, guard 4. */
const canVerify = guard<RectificationState>((item, { actor }) => {
  if (item.status !== 'submitted')
    return reject('nothing-to-verify', 'No completion is waiting for verification.');
  return (
    !item.submitters.includes(actor.id) ||
    reject('verified-by-submitter', 'The verifier has submitted nothing to this item.')
  );
});

const Check = z.object({ verifiedOn: CalendarDate, checkRecord: Digest });

/** Someone else checks on site or by documents, and passes the item or returns it with a reason. */
export const verification = stageOf<RectificationState>()({
  name: 'verification',
  commands: {
    PassVerification: {
      by: ['officeStaff', 'officeDirector', 'dailySupervisor', 'groupHead', 'groupMember'],
      guard: canVerify,
      data: z.strictObject(Check.shape),
    },
    ReturnVerification: {
      by: ['officeStaff', 'officeDirector', 'dailySupervisor', 'groupHead', 'groupMember'],
      guard: canVerify,
      data: z.strictObject({ reason: z.string().min(1).max(500) }),
    },
  },
  events: {
    VerificationPassed: Check,
    VerificationReturned: z.object({ returnedOn: CalendarDate, reason: z.string() }),
  },
  decide: {
    PassVerification: (data, item, context) =>
      dateRefusal(data.verifiedOn, context, {
        on: item.submittedOn ?? undefined,
        code: 'verified-before-submission',
        message: 'Verification follows the completion.',
      }) ?? [{ type: 'VerificationPassed', data }],
    ReturnVerification: ({ reason }, _item, { today }) => [
      { type: 'VerificationReturned', data: { returnedOn: today, reason } },
    ],
  },
  evolve: {
    VerificationPassed: (item, { verifiedOn }, { actor }) => ({
      ...item,
      status: 'verified',
      verifiedOn,
      verifiedBy: actor.id,
    }),
    VerificationReturned: (state, { returnedOn }) => {
      const item = {
        ...state,
        sinceOn: returnedOn,
        submittedOn: null,
        attempt: state.attempt + 1,
      };
      return state.continuingSinceOn === null
        ? { ...item, status: 'inProgress', deadline: nth('rework', state.attempt) }
        : continuedFrom(item, returnedOn);
    },
  },
  clock: {
    VerificationPassed: ({ verifiedOn }, { pack, attempt }) => [
      meet(nth('verification', attempt), verifiedOn),
      ...(pack
        ? [start('item-closing', pack, verifiedOn, { deadline: nth('item-closing', attempt) })]
        : []),
    ],
    VerificationReturned: ({ returnedOn }, item) => [
      meet(nth('verification', item.attempt - 1), returnedOn),
      ...anotherAttempt(item, returnedOn),
    ],
  },
});

/** Rules under which an item is worked on until it is submitted. */
const ATTEMPTS = new Set(['rectification-item', 'immediate-rectification', 'rework']);

/** A due day still to come stands; after it the pack gives some days to put right what was found lacking. */
function anotherAttempt(item: RectificationState, on: CalendarDate): readonly ClockAction[] {
  const { pack, deadline } = item;
  if (!pack) return [];
  if (item.status === 'continuing') return [start('continuing-review', pack, on, { deadline })];
  const planned = latestDue(item);
  const more = planned !== undefined && planned > on ? { dueOn: planned } : {};
  return [start('rework', pack, on, { deadline, ...more })];
}

function latestDue({ clock }: RectificationState): CalendarDate | undefined {
  return Object.values(clock.deadlines)
    .filter(({ rule }) => ATTEMPTS.has(rule))
    .map(({ dueOn }) => dueOn)
    .reduce<CalendarDate | undefined>((a, b) => (a !== undefined && a > b ? a : b), undefined);
}
