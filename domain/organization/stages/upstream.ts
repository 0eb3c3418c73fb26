import { z } from 'zod';
import { meet, start } from '../../clock/actions.js';
import { countyDefault } from '../../policy/county-default.js';
import { reject, stageOf, type Rejection } from '../../process.js';
import { dateRefusal } from '../../shared/business-date.js';
import { CalendarDate } from '../../shared/calendar-date.js';
import { Digest, PaperNumber } from '../../shared/ids.js';
import { ownEntry } from '../../shared/own-entry.js';
import { Body } from '../references.js';
import type { OrganizationState, UpstreamFinding } from '../state.js';

const Finding = z.object({
  finding: PaperNumber,
  /** The superior that inspected this organization. */
  from: Body,
  recordedOn: CalendarDate,
  /** The day the superior named. */
  dueOn: CalendarDate,
  document: Digest,
});

const Progress = z.object({ finding: PaperNumber, reportedOn: CalendarDate, document: Digest });

const Completion = z.object({
  finding: PaperNumber,
  completedOn: CalendarDate,
  document: Digest,
  /** The post, in this or the superior body, that looked at the result. */
  verifiedBy: Body,
});

/** Who inspects is inspected too: what a superior found here is rectified to its end. Source: row 85. */
export const upstream = stageOf<OrganizationState>()({
  name: 'upstream',
  commands: {
    RecordUpstreamFinding: {
      by: ['officeStaff', 'officeDirector'],
      data: z.strictObject(Finding.shape),
    },
    ReportUpstreamProgress: {
      by: ['officeStaff', 'officeDirector'],
      data: z.strictObject(Progress.shape),
    },
    CompleteUpstreamRectification: {
      by: ['officeDirector'],
      data: z.strictObject(Completion.shape),
    },
  },
  events: {
    UpstreamFindingRecorded: Finding,
    UpstreamProgressReported: Progress,
    UpstreamRectificationCompleted: Completion,
  },
  decide: {
    RecordUpstreamFinding: (data, state, context) => {
      if (findingOf(state, data.finding))
        return reject('finding-exists', `${data.finding} is recorded already.`);
      if (data.dueOn < data.recordedOn)
        return reject('due-before-recording', 'The finding is due before it was recorded.');
      return dateRefusal(data.recordedOn, context) ?? [{ type: 'UpstreamFindingRecorded', data }];
    },
    ReportUpstreamProgress: (data, state, context) =>
      refusalOf(data.finding, data.reportedOn, state, context) ?? [
        { type: 'UpstreamProgressReported', data },
      ],
    CompleteUpstreamRectification: (data, state, context) =>
      refusalOf(data.finding, data.completedOn, state, context) ?? [
        { type: 'UpstreamRectificationCompleted', data },
      ],
  },
  evolve: {
    UpstreamFindingRecorded: (state, { finding, recordedOn }) =>
      withFinding(state, finding, { since: recordedOn, isRectified: false }),
    UpstreamProgressReported: (state, { finding, reportedOn }) =>
      withFinding(state, finding, { since: reportedOn, isRectified: false }),
    UpstreamRectificationCompleted: (state, { finding, completedOn }) =>
      withFinding(state, finding, { since: completedOn, isRectified: true }),
  },
  clock: {
    UpstreamFindingRecorded: ({ finding, recordedOn, dueOn }) => [
      start('upstream-rectification', countyDefault, recordedOn, {
        deadline: deadlineOf(finding),
        dueOn,
      }),
    ],
    UpstreamRectificationCompleted: ({ finding, completedOn }) => [
      meet(deadlineOf(finding), completedOn),
    ],
  },
});

function deadlineOf(finding: string): string {
  return `upstream-rectification-${finding}`;
}

function findingOf({ upstream: known = {} }: OrganizationState, finding: string) {
  return ownEntry(known, finding);
}

/** Why nothing more can be said of a finding: unknown, rectified, or earlier than what is known. */
function refusalOf(
  finding: string,
  on: CalendarDate,
  state: OrganizationState,
  context: Parameters<typeof dateRefusal>[1],
): Rejection | undefined {
  const found = findingOf(state, finding);
  if (!found)
    return reject('finding-unknown', `No finding ${finding} of a superior is recorded here.`);
  if (found.isRectified) return reject('finding-rectified', `${finding} has been rectified.`);
  return dateRefusal(on, context, {
    on: found.since,
    code: 'before-last-progress',
    message: 'Progress follows the finding and what was reported before.',
  });
}

function withFinding(
  state: OrganizationState,
  finding: string,
  fact: UpstreamFinding,
): OrganizationState {
  return { ...state, upstream: { ...state.upstream, [finding]: fact } };
}
