import { z } from 'zod';
import { reject, stageOf } from '../../process.js';
import { dateRefusal } from '../../shared/business-date.js';
import { CalendarDate } from '../../shared/calendar-date.js';
import { Digest } from '../../shared/ids.js';
import {
  GroupNumber,
  Person,
  otherGroupRefusal,
  peopleOf,
  sinceApproval,
  unknownGroup,
  withGroup,
} from '../groups.js';
import { isListed, type RoundState } from '../state.js';

const SettingUp = z.object({ group: GroupNumber, setUpOn: CalendarDate, secretary: Person });
const Meeting = z.object({ group: GroupNumber, heldOn: CalendarDate, minutes: Digest });

/** Every group is a Party branch for the time of its round, with a secretary and meetings. Source: row 83. */
export const temporaryBranch = stageOf<RoundState>()({
  name: 'temporary-branch',
  commands: {
    SetUpTemporaryBranch: {
      by: ['officeStaff', 'officeDirector'],
      guard: isListed,
      data: z.strictObject(SettingUp.shape),
    },
    HoldBranchMeeting: {
      by: ['officeStaff', 'groupHead', 'groupMember'],
      guard: isListed,
      data: z.strictObject(Meeting.shape),
    },
  },
  events: {
    TemporaryBranchSetUp: SettingUp,
    BranchMeetingHeld: Meeting,
  },
  decide: {
    SetUpTemporaryBranch: (data, round, context) => {
      const group = round.groups[data.group];
      if (!group) return unknownGroup(data.group);
      if (group.branch?.secretary !== undefined)
        return reject('branch-already-set-up', 'The group’s branch is set up and has a secretary.');
      if (!peopleOf(group).includes(data.secretary))
        return reject('secretary-not-in-group', 'The secretary is one of the group’s own people.');
      return (
        dateRefusal(
          data.setUpOn,
          context,
          sinceApproval(round, 'set-up-before-approval', 'A branch belongs to an approved round.'),
        ) ?? [{ type: 'TemporaryBranchSetUp', data }]
      );
    },
    HoldBranchMeeting: (data, round, context) => {
      const group = round.groups[data.group];
      if (!group) return unknownGroup(data.group);
      const refusal = otherGroupRefusal(round, data.group, context.actor, ['officeStaff']);
      if (refusal) return refusal;
      if (!group.branch)
        return reject('branch-missing', 'The group’s temporary branch is not set up yet.');
      if (group.branch.meetings.includes(data.minutes)) return [];
      return (
        dateRefusal(data.heldOn, context, {
          on: group.branch.setUpOn,
          code: 'held-before-set-up',
          message: 'A branch meets once it is set up.',
        }) ?? [{ type: 'BranchMeetingHeld', data }]
      );
    },
  },
  evolve: {
    // After its secretary has left, a branch is set up anew and keeps its meetings.
    TemporaryBranchSetUp: (round, { group, setUpOn, secretary }) =>
      withGroup(round, group, (found) => ({
        ...found,
        branch: { meetings: [], setUpOn, ...found.branch, secretary },
      })),
    BranchMeetingHeld: (round, { group, minutes }) =>
      withGroup(round, group, (found) => {
        const { branch } = found;
        if (!branch) return found;
        return { ...found, branch: { ...branch, meetings: [...branch.meetings, minutes] } };
      }),
  },
});
