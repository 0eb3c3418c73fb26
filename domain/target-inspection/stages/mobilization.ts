import { z } from 'zod';
import { meet, start } from '../../clock/actions.js';
import { roundSuspended } from '../../clock/suspension.js';
import { guard, reject, stageOf } from '../../process.js';
import { dateRefusal } from '../../shared/business-date.js';
import { CalendarDate, addDays, dayNumber } from '../../shared/calendar-date.js';
import { Digest } from '../../shared/ids.js';
import { isInFieldwork, toRound, type TargetState } from '../state.js';

const isReady = guard<TargetState>((target) => {
  if (target.status === 'listed')
    return reject('not-notified', 'The target has not been notified yet.');
  if (target.status !== 'notified')
    return reject('already-stationed', 'The group has been stationed.');
  if (!target.group) return reject('group-missing', 'No group has been assigned to the target.');
  if (!target.groupSafetyPlanOn || !target.targetSafetyPlanOn)
    return reject('safety-plan-missing', 'Group and target each file a safety plan first.');
  if (target.pledgesRequired === true && target.pledgesSignedOn === undefined)
    return reject('pledge-missing', 'Somebody in the group has not signed the pledges yet.');
  if (target.newHead && target.newHead.authorizedOn === undefined)
    return reject('head-not-authorized', 'The head who took over the group is not authorized yet.');
  return roundSuspended(target) ?? true;
});

const Meeting = z.object({
  heldOn: CalendarDate,
  speakers: z
    .array(z.object({ name: z.string().min(1).max(100), topic: z.string().min(1).max(200) }))
    .min(1)
    .max(20),
  attendance: z
    .array(z.object({ category: z.string().min(1).max(60), count: z.int().min(0) }))
    .max(20),
  statementBy: z.string().min(1).max(100),
  questionnairesIssued: z.int().min(0),
});

const Announcement = z.object({
  postedOn: CalendarDate,
  place: z.string().min(1).max(200),
  proof: Digest,
});

/** With the mobilization meeting the group is stationed; the announcement tells the public. */
export const mobilization = stageOf<TargetState>()({
  name: 'mobilization',
  commands: {
    HoldMobilizationMeeting: {
      by: ['groupHead'],
      guard: isReady,
      data: z.strictObject(Meeting.shape),
    },
    PostAnnouncement: {
      by: ['groupMember', 'groupHead', 'targetLiaison'],
      guard: isInFieldwork,
      data: z.strictObject(Announcement.shape),
    },
  },
  events: {
    MobilizationMeetingHeld: Meeting,
    AnnouncementPosted: Announcement,
  },
  decide: {
    HoldMobilizationMeeting: (data, target, context) => {
      const { notifiedOn = '', groupSafetyPlanOn = '', targetSafetyPlanOn = '' } = target;
      return (
        dateRefusal(data.heldOn, context, {
          on: notifiedOn,
          code: 'before-notice',
          message: 'The meeting follows the notice.',
        }) ??
        dateRefusal(data.heldOn, context, {
          on: groupSafetyPlanOn > targetSafetyPlanOn ? groupSafetyPlanOn : targetSafetyPlanOn,
          code: 'safety-plan-missing',
          message: 'Both safety plans are filed before the group is stationed.',
        }) ??
        dateRefusal(data.heldOn, context, {
          on: target.pledgesSignedOn,
          code: 'pledge-missing',
          message: 'Everyone in the group signs before it is stationed.',
        }) ??
        dateRefusal(data.heldOn, context, {
          on: target.newHead?.authorizedOn,
          code: 'head-not-authorized',
          message: 'The head is authorized before the group is stationed.',
        }) ?? [{ type: 'MobilizationMeetingHeld', data }]
      );
    },
    PostAnnouncement: (data, { stationedOn }, context) =>
      dateRefusal(data.postedOn, context, {
        on: stationedOn,
        code: 'before-stationing',
        message: 'The announcement is posted once the group is stationed.',
      }) ?? [{ type: 'AnnouncementPosted', data }],
  },
  evolve: {
    MobilizationMeetingHeld: (target, { heldOn, questionnairesIssued }) => ({
      ...target,
      status: 'stationed',
      stationedOn: heldOn,
      questionnairesIssued,
    }),
    AnnouncementPosted: (target) => target,
  },
  clock: {
    MobilizationMeetingHeld: ({ heldOn }, { pack, plannedTo }) => [
      meet('stationing', heldOn),
      start('fieldwork-end', pack, heldOn, { dueOn: plannedTo }),
      ...(plannedTo > heldOn
        ? [start('midterm-report', pack, heldOn, { dueOn: halfTime(heldOn, plannedTo) })]
        : []),
    ],
  },
  effects: {
    MobilizationMeetingHeld: ({ heldOn }, target) =>
      toRound(target, {
        type: 'NoteTargetStationed',
        data: { unit: target.unit, stationedOn: heldOn },
      }),
  },
});

/** The middle of the fieldwork; of an odd number of days the later one. */
function halfTime(from: CalendarDate, to: CalendarDate): CalendarDate {
  return addDays(from, Math.ceil((dayNumber(to) - dayNumber(from)) / 2));
}
