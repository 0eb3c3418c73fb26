import { z } from 'zod';
import { meet, start } from '../../clock/actions.js';
import { guard, reject, stageOf } from '../../process.js';
import { dateRefusal } from '../../shared/business-date.js';
import { CalendarDate } from '../../shared/calendar-date.js';
import { Digest } from '../../shared/ids.js';
import {
  isListed,
  reachedByAll,
  targetName,
  targetOf,
  targetsOf,
  withTarget,
  type RoundState,
} from '../state.js';

const leadingGroupCanHear = guard<RoundState>((round) => {
  if (round.status !== 'fieldworkEnded')
    return reject('fieldwork-not-ended', 'The leading group hears a round whose fieldwork ended.');
  if (round.deployedOn === undefined)
    return reject('deployment-missing', 'The deployment meeting of this round is not recorded.');
  return (
    reachedByAll(round, 'reportAcceptedOn') !== undefined ||
    reject('reports-missing', 'The leading group hears when every report is accepted.')
  );
});

const secretaryCanHear = guard<RoundState>(
  (round) =>
    round.status === 'leadingGroupHeard' ||
    reject('leading-group-not-heard', 'The secretary’s meeting follows the leading group.'),
);

const Meeting = z.object({ heldOn: CalendarDate, minutes: Digest });
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
      dateRefusal(data.heldOn, context, {
        on: reachedByAll(round, 'reportAcceptedOn'),
        code: 'heard-before-reports',
        message: 'The leading group hears reports that are accepted.',
      }) ?? [{ type: 'LeadingGroupMeetingHeld', data }],
    HoldSecretaryMeeting: (data, round, context) =>
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
    TargetReportNoted: (_data, round) => {
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
    SecretaryMeetingHeld: ({ heldOn }, round, { stream, deriveId }) =>
      targetsOf(round).map(({ unit }) => ({
        process: 'target-inspection',
        id: deriveId(targetName(stream, unit)),
        command: { type: 'RecordDecision', data: { decidedOn: heldOn } },
      })),
  },
});
