import { test } from '@jest/globals';
import {
  completeUpstreamRectification,
  recordUpstreamFinding,
  reportUpstreamProgress,
} from '../../support/organization-registers.js';
import { office, openOrganization } from '../../support/organization-story.js';

const { given } = office;
const opened = [openOrganization()];
const recorded = [...opened, recordUpstreamFinding()];
const inProgress = [...recorded, reportUpstreamProgress()];
const completed = [...inProgress, completeUpstreamRectification()];

test('a finding of a superior is owed by the day that one named', () => {
  given(...opened)
    .when(recordUpstreamFinding())
    .then({ type: 'UpstreamFindingRecorded', data: { from: '省委巡视组' } })
    .thenClock({
      type: 'DeadlineSet',
      data: {
        deadline: 'upstream-rectification-SJ-1',
        rule: 'upstream-rectification',
        dueOn: '2026-07-10',
      },
    });
});

test('progress does not stop the clock, completion does', () => {
  given(...recorded)
    .when(reportUpstreamProgress())
    .then({ type: 'UpstreamProgressReported' })
    .thenClock();
  given(...inProgress)
    .when(completeUpstreamRectification())
    .then({ type: 'UpstreamRectificationCompleted', data: { verifiedBy: '省委巡视办' } })
    .thenClock({ type: 'DeadlineMet', data: { deadline: 'upstream-rectification-SJ-1' } });
});

const early = { completedOn: '2026-04-29' };

test.each([
  ['finding-exists', recorded, recordUpstreamFinding()],
  ['due-before-recording', opened, recordUpstreamFinding({ dueOn: '2026-04-09' })],
  ['date-in-future', opened, recordUpstreamFinding({ recordedOn: '2026-04-11' })],
  ['finding-unknown', opened, reportUpstreamProgress()],
  ['finding-unknown', opened, completeUpstreamRectification()],
  ['finding-rectified', completed, reportUpstreamProgress()],
  ['finding-rectified', completed, completeUpstreamRectification()],
  ['before-last-progress', recorded, reportUpstreamProgress({ reportedOn: '2026-04-09' })],
  ['before-last-progress', inProgress, completeUpstreamRectification(early)],
  ['date-in-future', recorded, reportUpstreamProgress({ reportedOn: '2026-05-01' })],
])('refused: %s', (code, history, command) => {
  given(...history)
    .when(command)
    .thenRejected(code);
});
