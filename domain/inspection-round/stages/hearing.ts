import { z } from 'zod';
import { meet, start } from '../../clock/actions.js';
import { roundSuspended } from '../../clock/suspension.js';
import { guard, reject, stageOf, type Rejection } from '../../process.js';
import { dateRefusal } from '../../shared/business-date.js';
import { CalendarDate } from '../../shared/calendar-date.js';
import { Digest, PaperNumber } from '../../shared/ids.js';
import { isFedBack } from '../../shared/inspection.js';
import {
  isListed,
  reachedByAll,
  reaches,
  targetName,
  targetOf,
  targetsOf,
  withTarget,
  type RoundState,
} from '../state.js';
import { noteCoverage } from '../term-notice.js';

const leadingGroupCanHear = guard<RoundState>((round) => {
  if (round.status !== 'fieldworkEnded')
    return reject('fieldwork-not-ended', 'The leading group hears a round whose fieldwork ended.');
  if (round.deployedOn === undefined)
    return reject('deployment-missing', 'The deployment meeting of this round is not recorded.');
  if (reachedByAll(round, 'reportAcceptedOn') === undefined)
    return reject('reports-missing', 'The leading group hears when every report is accepted.');
  return roundSuspended(round) ?? true;
});

const secretaryCanHear = guard<RoundState>((round) =>
  round.status === 'leadingGroupHeard'
    ? (roundSuspended(round) ?? true)
    : reject('leading-group-not-heard', 'The secretary’s meeting follows the leading group.'),
);

/** A post, never a person. */
const PostTitle = z.string().min(1).max(100);

const Attendance = z.object({
  post: PostTitle,
  attended: z.boolean(),
  /** The post that came in its stead. */
  substitute: PostTitle.optional(),
});

/** The office enters it under the same number as an instruction of the organization, which tracks it to its end. */
const Requirement = z.object({
  instruction: PaperNumber,
  from: PostTitle,
  to: PostTitle,
  document: Digest,
});

const Meeting = z.object({
  heldOn: CalendarDate,
  minutes: Digest,
  attendance: z.array(Attendance).max(60).optional(),
  observers: z.array(PostTitle).max(40).optional(),
  requirements: z.array(Requirement).max(40).optional(),
});
type Meeting = z.output<typeof Meeting>;
const Acceptance = z.object({ unit: z.string().min(1).max(40), acceptedOn: CalendarDate });

/** The leading group, then the secretary's special meeting hear the round; the decision goes to every target. */
export const hearing = stageOf<RoundState>()({
  name: 'hearing',
  commands: {
    NoteReportAccepted: {
      by: ['process'],
      guard: isListed,
      data: z.strictObject(Acceptance.shape),
    },
    HoldLeadingGroupMeeting: {
      by: ['officeStaff', 'officeDirector'],
      guard: leadingGroupCanHear,
      data: z.strictObject(Meeting.shape),
    },
    HoldSecretaryMeeting: {
      by: ['officeStaff', 'officeDirector'],
      guard: secretaryCanHear,
      data: z.strictObject(Meeting.shape),
    },
  },
  events: {
    TargetReportNoted: Acceptance,
    LeadingGroupMeetingHeld: Meeting,
    SecretaryMeetingHeld: Meeting,
  },
  decide: {
    NoteReportAccepted: (data, round) => {
      const target = targetOf(round, data.unit);
      if (!target) return reject('target-unknown', `${data.unit} is no target of this round.`);
      return target.reportAcceptedOn === undefined ? [{ type: 'TargetReportNoted', data }] : [];
    },
    HoldLeadingGroupMeeting: (data, round, context) =>
      meetingRefusal(data) ??
      dateRefusal(data.heldOn, context, {
        on: reachedByAll(round, 'reportAcceptedOn'),
        code: 'heard-before-reports',
        message: 'The leading group hears reports that are accepted.',
      }) ?? [{ type: 'LeadingGroupMeetingHeld', data }],
    HoldSecretaryMeeting: (data, round, context) =>
      meetingRefusal(data) ??
      dateRefusal(data.heldOn, context, {
        on: round.leadingGroupHeardOn,
        code: 'heard-before-leading-group',
        message: 'The secretary’s meeting follows the leading group.',
      }) ?? [{ type: 'SecretaryMeetingHeld', data }],
  },
  evolve: {
    TargetReportNoted: (round, { unit, acceptedOn }) =>
      withTarget(round, unit, { reportAcceptedOn: acceptedOn }),
    LeadingGroupMeetingHeld: (round, { heldOn }) => ({
      ...round,
      status: 'leadingGroupHeard',
      leadingGroupHeardOn: heldOn,
    }),
    SecretaryMeetingHeld: (round) => ({ ...round, status: 'secretaryMeetingHeard' }),
  },
  clock: {
    TargetReportNoted: ({ unit }, round) => {
      const target = targetOf(round, unit);
      if (!target || !reaches(target, 'reportAcceptedOn')) return [];
      const lastOn = reachedByAll(round, 'reportAcceptedOn');
      return round.pack && lastOn !== undefined
        ? [start('leading-group-hears', round.pack, lastOn)]
        : [];
    },
    LeadingGroupMeetingHeld: ({ heldOn }) => [meet('leading-group-hears', heldOn)],
    SecretaryMeetingHeld: ({ heldOn }, { pack }) => [
      meet('secretary-meeting-hears', heldOn),
      ...(pack ? [start('round-feedback', pack, heldOn)] : []),
    ],
  },
  effects: {
    TargetReportNoted: ({ unit }, round, context) => noteCoverage(round, unit, context),
    SecretaryMeetingHeld: ({ heldOn }, round, { stream, deriveId }) =>
      targetsOf(round)
        .filter(({ type }) => isFedBack(type))
        .map(({ unit }) => ({
          process: 'target-inspection',
          id: deriveId(targetName(stream, unit)),
          command: { type: 'RecordDecision', data: { decidedOn: heldOn } },
        })),
  },
});

/** Who came, who came instead, and what was required are each said once. Source: rows 25, 88, 95. */
function meetingRefusal({
  attendance = [],
  observers = [],
  requirements = [],
}: Meeting): Rejection | undefined {
  const posts = [...attendance.map(({ post }) => post), ...observers];
  if (new Set(posts).size < posts.length)
    return reject('post-named-twice', 'Each post attends or observes the meeting once.');
  if (attendance.some(({ attended, substitute }) => attended && substitute !== undefined))
    return reject('substitute-unneeded', 'Only a post that stayed away has a substitute.');
  const numbers = requirements.map(({ instruction }) => instruction);
  if (new Set(numbers).size < numbers.length)
    return reject('requirement-named-twice', 'Each requirement has a number of its own.');
  return undefined;
}
