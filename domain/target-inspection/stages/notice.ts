import { z } from 'zod';
import { meet } from '../../clock/actions.js';
import { guard, reject, stageOf } from '../../process.js';
import { dateRefusal } from '../../shared/business-date.js';
import { CalendarDate } from '../../shared/calendar-date.js';
import { Digest } from '../../shared/ids.js';
import type { TargetState } from '../state.js';

const isListed = guard<TargetState>(
  ({ status }) =>
    status === 'listed' || reject('already-notified', 'The target has been notified already.'),
);

const isPreparing = guard<TargetState>(({ status }) => {
  if (status === 'listed') return reject('not-notified', 'The target has not been notified yet.');
  return status === 'notified' || reject('already-stationed', 'The group has been stationed.');
});

const sinceNotice = ({ notifiedOn }: TargetState) => ({
  on: notifiedOn,
  code: 'before-notice',
  message: 'The target prepares once it has been notified.',
});

const LiaisonGroup = z.object({
  namedOn: CalendarDate,
  head: z.string().min(1).max(100),
  members: z.array(z.string().min(1).max(100)).max(20),
});

const SafetyPlan = z.object({ filedOn: CalendarDate, document: Digest });

/** The office notifies the target, and both sides get ready: liaison group and safety plans. */
export const notice = stageOf<TargetState>()({
  name: 'notice',
  commands: {
    NotifyTarget: {
      by: ['officeStaff'],
      guard: isListed,
      data: z.strictObject({ notifiedOn: CalendarDate }),
    },
    NameLiaisonGroup: {
      by: ['targetPrincipal', 'targetLiaison'],
      guard: isPreparing,
      data: z.strictObject(LiaisonGroup.shape),
    },
    FileSafetyPlan: {
      by: ['targetLiaison', 'targetPrincipal'],
      guard: isPreparing,
      data: z.strictObject(SafetyPlan.shape),
    },
    NoteGroupSafetyPlan: {
      by: ['process'],
      data: z.strictObject({ filedOn: CalendarDate }),
    },
  },
  events: {
    InspectionNotified: z.object({ notifiedOn: CalendarDate }),
    LiaisonGroupNamed: LiaisonGroup,
    SafetyPlanFiled: SafetyPlan,
    GroupSafetyPlanNoted: z.object({ filedOn: CalendarDate }),
  },
  decide: {
    NotifyTarget: (data, _target, context) =>
      dateRefusal(data.notifiedOn, context) ?? [{ type: 'InspectionNotified', data }],
    NameLiaisonGroup: (data, target, context) =>
      dateRefusal(data.namedOn, context, sinceNotice(target)) ?? [
        { type: 'LiaisonGroupNamed', data },
      ],
    FileSafetyPlan: (data, target, context) =>
      dateRefusal(data.filedOn, context, sinceNotice(target)) ?? [
        { type: 'SafetyPlanFiled', data },
      ],
    NoteGroupSafetyPlan: (data, { groupSafetyPlanOn }) =>
      groupSafetyPlanOn === data.filedOn ? [] : [{ type: 'GroupSafetyPlanNoted', data }],
  },
  evolve: {
    InspectionNotified: (target, { notifiedOn }) => ({ ...target, status: 'notified', notifiedOn }),
    LiaisonGroupNamed: (target) => target,
    SafetyPlanFiled: (target, { filedOn }) => ({ ...target, targetSafetyPlanOn: filedOn }),
    GroupSafetyPlanNoted: (target, { filedOn }) => ({ ...target, groupSafetyPlanOn: filedOn }),
  },
  clock: {
    InspectionNotified: ({ notifiedOn }) => [meet('notice-before-stationing', notifiedOn)],
  },
});
