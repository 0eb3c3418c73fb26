import { command, digest, uuid } from './given.js';
import * as story from './round.js';

/** A round of several lines of work in the term plan's account; commands with defaults. */

export const TERM_PLAN = uuid(4);

/** The earlier inspection that a look-back or a supervision returns to. */
export const earlier = (...findings: readonly string[]) => ({
  inspection: `target-inspection-${uuid(7)}`,
  round: 'XC-10-05',
  findings,
});

export const nominateSupervision = (changes: Readonly<Record<string, unknown>> = {}) =>
  story.nominateTarget({
    ...{ unit: 'W-T3', name: '县农业农村局', category: '政府部门' },
    ...{ type: 'rectificationSupervision', lookBackOf: earlier('OLD-1', 'OLD-2') },
    ...changes,
  });
export const recordSelection = command('RecordSelection', {
  strategy: 'problemFirst',
  recordedOn: '2021-05-12',
  document: digest('selection'),
  scores: { 'W-T1': 80, 'W-T2': 55 },
  letters: ['Z-1'],
});
export const issueStageReport = command('IssueStageReport', {
  report: 'JD-1',
  asOf: 1_200,
  issuedOn: '2021-10-08',
  document: digest('stage report'),
});
export const publishPressText = command('PublishPressText', {
  publishedOn: '2021-05-28',
  publishedTime: '10:42:32',
  source: '县委巡察办',
  channel: '县政府门户网站',
  document: digest('press text'),
  reads: 663,
});
export const archiveEntry = (changes: Readonly<Record<string, unknown>> = {}) => ({
  ...{ kind: 'report', count: 7, retention: 'y30', document: digest('archive list') },
  ...changes,
});
export const archiveRound = command('ArchiveRound', {
  archivedOn: '2021-12-28',
  entries: [archiveEntry(), archiveEntry({ kind: 'suggestionLetter', retention: 'permanent' })],
});

const supervised = { unit: 'W-T3' };

/** Commands that lead to the named status: two inspections that are fed back, one supervision that is not. */
export const selected = [
  story.proposeRound({ termPlan: TERM_PLAN }),
  story.nominateTarget(),
  story.nominateTarget({ unit: 'W-T2', name: '县审计局', category: '政府部门' }),
  nominateSupervision(),
  story.requestConsultation(),
  story.recordConsultationAnswer(),
  recordSelection(),
];
export const approved = [...selected, story.approveRound()];
export const deployed = [
  ...approved,
  story.formGroup({ units: ['W-T1', 'W-T3'] }),
  story.formSecondGroup(),
  story.authorizeGroupHead(),
  story.authorizeGroupHead({ group: 2 }),
  story.holdDeploymentMeeting(),
];
export const withdrawn = [
  ...deployed,
  ...[undefined, { unit: 'W-T2' }, supervised].flatMap((unit) => [
    story.noteTargetStationed(unit),
    story.noteTargetWithdrawn(unit),
  ]),
];
export const reported = [
  ...withdrawn,
  story.noteReportAccepted(),
  story.noteReportAccepted({ unit: 'W-T2' }),
];
export const decided = [...reported, story.holdLeadingGroupMeeting(), story.holdSecretaryMeeting()];
export const rectifying = [
  ...decided,
  story.noteTargetFedBack(),
  story.noteTargetFedBack({ unit: 'W-T2' }),
];
export const assessed = [
  ...rectifying,
  issueStageReport(),
  publishPressText(),
  story.noteTargetClosed(),
  story.noteTargetClosed({ unit: 'W-T2' }),
  story.noteTargetClosed(supervised),
  story.assessRectification(),
];
export const closed = [...assessed, archiveRound(), story.closeRound()];
