import { z } from 'zod';
import { reject, stageOf } from '../../process.js';
import { dateRefusal } from '../../shared/business-date.js';
import { CalendarDate } from '../../shared/calendar-date.js';
import { Digest } from '../../shared/ids.js';
import { GroupNumber, sinceApproval, unknownGroup, withGroup } from '../groups.js';
import { isListed, type RoundState } from '../state.js';

const Training = z.object({
  heldOn: CalendarDate,
  hours: z.int().min(1).max(200).optional(),
  attended: z.int().min(1).max(1000),
  document: Digest,
});

const WorkPlan = z.object({ group: GroupNumber, approvedOn: CalendarDate, document: Digest });

/** Before they go out the groups are trained, and each has its work plan approved. Source: `domain.md` B.1. */
export const training = stageOf<RoundState>()({
  name: 'training',
  commands: {
    RecordTraining: {
      by: ['officeStaff', 'officeDirector'],
      guard: isListed,
      data: z.strictObject(Training.shape),
    },
    ApproveWorkPlan: {
      by: ['officeDirector'],
      guard: isListed,
      data: z.strictObject(WorkPlan.shape),
    },
  },
  events: {
    TrainingRecorded: Training,
    WorkPlanApproved: WorkPlan,
  },
  decide: {
    RecordTraining: (data, round, context) => {
      if (round.trainings?.includes(data.document) === true) return [];
      return (
        dateRefusal(
          data.heldOn,
          context,
          sinceApproval(round, 'trained-before-approval', 'Training is for an approved round.'),
        ) ?? [{ type: 'TrainingRecorded', data }]
      );
    },
    ApproveWorkPlan: (data, round, context) => {
      const group = round.groups[data.group];
      if (!group) return unknownGroup(data.group);
      if (group.workPlanApprovedOn !== undefined)
        return reject('work-plan-already-approved', 'The group’s work plan is approved already.');
      return (
        dateRefusal(
          data.approvedOn,
          context,
          sinceApproval(round, 'planned-before-approval', 'Work is planned for an approved round.'),
        ) ?? [{ type: 'WorkPlanApproved', data }]
      );
    },
  },
  evolve: {
    TrainingRecorded: (round, { document }) => ({
      ...round,
      trainings: [...(round.trainings ?? []), document],
    }),
    WorkPlanApproved: (round, { group, approvedOn }) =>
      withGroup(round, group, (found) => ({ ...found, workPlanApprovedOn: approvedOn })),
  },
});
