import { command, digest, uuid } from './given.js';
import * as story from './target-story.js';

/** The lines of work beside an ordinary inspection: rectification supervision and unannounced arrival. */

const lookBackOf = {
  inspection: `target-inspection-${uuid(7)}`,
  round: 'XC-10-05',
  findings: ['OLD-1', 'OLD-2'],
};

export const listSupervision = (changes: Readonly<Record<string, unknown>> = {}) =>
  story.listTarget({ type: 'rectificationSupervision', lookBackOf, ...changes });
export const giveArrivalNotice = command('GiveArrivalNotice', {
  arrivedOn: '2021-05-22',
  document: digest('arrival notice'),
});
export const submitSupervisionReport = command('SubmitSupervisionReport', {
  submittedOn: '2021-06-28',
  document: digest('supervision report'),
  version: 1,
});
export const returnSupervisionReport = command('ReturnSupervisionReport', {
  returnedOn: '2021-06-29',
  reason: '补充佐证',
});
export const acceptSupervisionReport = command('AcceptSupervisionReport', {
  acceptedOn: '2021-07-02',
});
export const suspendTarget = command('SuspendTarget', {
  suspendedOn: '2021-06-01',
  reason: '疫情防控需要',
});
export const resumeTarget = command('ResumeTarget', { resumedOn: '2021-06-11' });
export const noteHeadAuthorization = command('NoteHeadAuthorization', {
  authorizedOn: '2021-05-21',
});

/** Commands that lead to the named status, each list going on from the one before. */
export const supervisionStationed = story.storyOf(listSupervision()).stationed;
export const supervisionWithdrawn = [
  ...supervisionStationed,
  story.recordVerdict(),
  story.recordVerdict({ finding: 'OLD-2', verdict: 'continuing' }),
  story.withdrawGroup(),
];
export const supervisionReported = [...supervisionWithdrawn, submitSupervisionReport()];
export const supervised = [
  ...supervisionReported,
  returnSupervisionReport(),
  submitSupervisionReport({ version: 2, submittedOn: '2021-06-30' }),
  acceptSupervisionReport(),
];
export const supervisionClosed = [...supervised, story.closeTarget()];

export const flexibleListed = [story.listTarget({ type: 'flexible' }), story.assignGroup()];
/** Notice, safety plans and meeting all on the day of arrival. */
export const arrivedUnannounced = [
  ...flexibleListed,
  giveArrivalNotice(),
  story.fileSafetyPlan({ filedOn: '2021-05-22' }),
  story.noteGroupSafetyPlan(),
  story.holdMeeting(),
];
