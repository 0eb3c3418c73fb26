import { z } from 'zod';
import { meet, start } from '../../clock/actions.js';
import { guard, reject, stageOf, type DecisionContext, type Rejection } from '../../process.js';
import { dateRefusal } from '../../shared/business-date.js';
import { CalendarDate } from '../../shared/calendar-date.js';
import { Digest } from '../../shared/ids.js';
import { Attendance, Requirements, absentRefusal, attendanceRefusal } from '../attendance.js';
import { FindingId } from '../plan-row.js';
import {
  fedBackFindings,
  otherLetterRefusal,
  sinceDecision,
  sinceLetters,
  toRound,
  type TargetState,
} from '../state.js';

const isNext = guard<TargetState>((target) => {
  if (target.decidedOn === undefined)
    return reject('decision-missing', 'Nothing is fed back before both meetings have decided.');
  if (target.feedbackReceivedOn !== undefined)
    return reject('feedback-already-given', 'Principal and unit have received the feedback.');
  if (target.owner && !target.feedbackLetters)
    return reject('letters-missing', 'The feedback letters have not been issued yet.');
  return (
    !target.owner ||
    target.owningCommitteeFedBackOn !== undefined ||
    reject('owning-committee-not-fed-back', `${target.owner.name} hears the feedback first.`)
  );
});

/** What the unit meeting of an upgraded or cross inspection goes through, in this order. */
const UNIT_AGENDA = [
  'groupHeadFeedsBack',
  'speechConveyed',
  'countyRequirements',
  'principalStatement',
] as const;

const ToPrincipal = z.object({
  givenOn: CalendarDate,
  letter: Digest,
  receivedBy: z.string().min(1).max(100),
});

const ToUnit = z.object({
  heldOn: CalendarDate,
  letter: Digest,
  minutes: Digest,
  agenda: z.array(z.enum(UNIT_AGENDA)).max(10).optional(),
  attendance: Attendance.optional(),
  requirements: Requirements.optional(),
});

const sinceUpperFeedback = ({ owningCommitteeFedBackOn }: TargetState) => ({
  on: owningCommitteeFedBackOn,
  code: 'before-owning-committee',
  message: 'The owning committee hears the feedback first.',
});

/** Double feedback (双反馈): the principal and the whole unit, after the owning committee if there is one. The later day anchors every limit of rectification. */
export const feedback = stageOf<TargetState>()({
  name: 'feedback',
  commands: {
    GiveFeedbackToPrincipal: {
      by: ['groupHead'],
      guard: isNext,
      data: z.strictObject(ToPrincipal.shape),
    },
    GiveFeedbackToUnit: { by: ['groupHead'], guard: isNext, data: z.strictObject(ToUnit.shape) },
  },
  events: {
    FeedbackGivenToPrincipal: ToPrincipal,
    FeedbackGivenToUnit: ToUnit,
    FeedbackReceived: z.object({
      receivedOn: CalendarDate,
      /** What was fed back; streams from before it was written down do not have it. */
      findings: z.array(FindingId).optional(),
    }),
  },
  decide: {
    GiveFeedbackToPrincipal: (data, target, context) => {
      if (target.principalFedBackOn !== undefined)
        return reject('feedback-already-given', 'The principal has received the feedback.');
      return (
        orderRefusal(data.givenOn, target, context) ??
        otherLetterRefusal(target, 'principal', data.letter) ?? [
          { type: 'FeedbackGivenToPrincipal', data },
          ...received(data.givenOn, target.unitFedBackOn, target),
        ]
      );
    },
    GiveFeedbackToUnit: (data, target, context) => {
      if (target.unitFedBackOn !== undefined)
        return reject('feedback-already-given', 'The unit has received the feedback.');
      return (
        orderRefusal(data.heldOn, target, context) ??
        otherLetterRefusal(target, 'unit', data.letter) ??
        agendaRefusal(target, data.agenda ?? []) ??
        attendanceRefusal(data.attendance ?? []) ??
        absentRefusal(data.requirements ?? [], data.attendance) ?? [
          { type: 'FeedbackGivenToUnit', data },
          ...received(data.heldOn, target.principalFedBackOn, target),
        ]
      );
    },
  },
  evolve: {
    FeedbackGivenToPrincipal: (target, { givenOn }) => ({ ...target, principalFedBackOn: givenOn }),
    FeedbackGivenToUnit: (target, { heldOn }) => ({ ...target, unitFedBackOn: heldOn }),
    FeedbackReceived: (target, { receivedOn }) => ({
      ...target,
      status: 'fedBack',
      feedbackReceivedOn: receivedOn,
    }),
  },
  clock: {
    FeedbackReceived: ({ receivedOn }, target) => [
      meet('feedback-after-decision', receivedOn),
      ...(fedBackFindings(target).length > 0 ? [start('claim', target.pack, receivedOn)] : []),
      start('rectification-plan', target.pack, receivedOn),
      start('democratic-life-meeting', target.pack, receivedOn),
      start('rectification-report', target.pack, receivedOn),
      start('rectification-outer-limit', target.pack, receivedOn),
    ],
  },
  effects: {
    FeedbackReceived: ({ receivedOn }, target) =>
      toRound(target, { type: 'NoteTargetFedBack', data: { unit: target.unit, receivedOn } }),
  },
});

function orderRefusal(on: CalendarDate, target: TargetState, context: DecisionContext) {
  return (
    dateRefusal(on, context, sinceDecision(target)) ??
    dateRefusal(on, context, sinceLetters(target)) ??
    dateRefusal(on, context, sinceUpperFeedback(target))
  );
}

/** Only where a second committee has a part is the order of the meeting fixed. Source: acceptance row 66. */
function agendaRefusal(
  { owner }: TargetState,
  agenda: readonly (typeof UNIT_AGENDA)[number][],
): Rejection | undefined {
  if (!owner) return undefined;
  const missing = UNIT_AGENDA.filter((item) => !agenda.includes(item));
  if (missing.length > 0)
    return reject('agenda-item-missing', `The meeting lacks ${missing.join(', ')}.`);
  return agenda.length === UNIT_AGENDA.length &&
    agenda.every((item, place) => item === UNIT_AGENDA[place])
    ? undefined
    : reject('agenda-out-of-order', `The order of the meeting is ${UNIT_AGENDA.join(', ')}.`);
}

/** Once both have the feedback, it counts as received on the later of the two days. */
function received(on: CalendarDate, otherOn: CalendarDate | undefined, target: TargetState) {
  if (otherOn === undefined) return [];
  const receivedOn = on > otherOn ? on : otherOn;
  return [
    {
      type: 'FeedbackReceived' as const,
      data: { receivedOn, findings: [...fedBackFindings(target)] },
    },
  ];
}
