import { z } from 'zod';
import { reject, stageOf } from '../../process.js';
import { CalendarDate } from '../../shared/calendar-date.js';
import { Digest, PaperNumber } from '../../shared/ids.js';
import { entryRefusal, withEntry } from '../fieldwork-ledger.js';
import { isInFieldwork, type TargetState } from '../state.js';

const Meeting = z.object({
  meeting: PaperNumber,
  heldOn: CalendarDate,
  present: z.array(z.string().min(1).max(100)).min(1).max(40),
  minutes: Digest,
});

const Progress = z.object({
  report: PaperNumber,
  reportedOn: CalendarDate,
  document: Digest,
});

/** The group decides in its meeting (组务会), and tells the office every week how far it is. Source: row 20. */
export const groupMeetings = stageOf<TargetState>()({
  name: 'group-meetings',
  commands: {
    HoldGroupMeeting: {
      by: ['groupHead'],
      guard: isInFieldwork,
      data: z.strictObject(Meeting.shape),
    },
    ReportFieldworkProgress: {
      by: ['groupMember', 'groupHead'],
      guard: isInFieldwork,
      data: z.strictObject(Progress.shape),
    },
  },
  events: { GroupMeetingHeld: Meeting, FieldworkProgressReported: Progress },
  decide: {
    HoldGroupMeeting: (data, target, context) => {
      if (new Set(data.present).size < 2)
        return reject('nobody-to-meet', 'A group meeting has at least two people.');
      return (
        entryRefusal(target, ['meetings', data.meeting], data.heldOn, context) ?? [
          { type: 'GroupMeetingHeld', data },
        ]
      );
    },
    ReportFieldworkProgress: (data, target, context) =>
      entryRefusal(target, ['progress', data.report], data.reportedOn, context) ?? [
        { type: 'FieldworkProgressReported', data },
      ],
  },
  evolve: {
    GroupMeetingHeld: (target, { meeting, heldOn }) =>
      withEntry(target, ['meetings', meeting], heldOn),
    FieldworkProgressReported: (target, { report, reportedOn }) =>
      withEntry(target, ['progress', report], reportedOn),
  },
});
