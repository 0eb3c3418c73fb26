import { test } from '@jest/globals';
import { proposeLookBack, scoreAssessment, supervise } from '../../support/follow-up.js';
import { digest } from '../../support/given.js';
import { given, storyOf } from '../../support/target-story.js';

const { rectificationReported, rectificationAccepted } = storyOf();
const effects = (political: number, disciplineLaw: number, social: number) => ({
  effects: { political, disciplineLaw, social },
});

test.each([
  [effects(100, 100, 100), 100, 'excellent'],
  [effects(90, 90, 90), 90, 'excellent'],
  [effects(90, 90, 89), 90, 'excellent'],
  [effects(90, 89, 89), 89, 'qualified'],
  [effects(75, 75, 75), 75, 'qualified'],
  [effects(75, 74, 74), 74, 'basicallyQualified'],
  [effects(0, 80, 100), 60, 'basicallyQualified'],
  [effects(60, 59, 59), 59, 'unqualified'],
  [effects(0, 0, 0), 0, 'unqualified'],
])('three effects that weigh the same: %j is %d, %s', (scores, total, grade) => {
  given(...rectificationAccepted)
    .when(scoreAssessment(scores))
    .then({ type: 'AssessmentScored', data: { ...scores, total, grade } });
});

test('polls stand beside the score and do not change it', () => {
  const poll = { question: '是否满意', satisfied: 90, total: 100 };
  given(...rectificationAccepted)
    .when(scoreAssessment({ polls: [poll] }))
    .then({ type: 'AssessmentScored', data: { total: 67, polls: [poll] } });
  given(...rectificationAccepted)
    .when(scoreAssessment({ polls: [{ ...poll, satisfied: 101 }] }))
    .thenRejected('more-satisfied-than-asked');
});

test('the rectification is assessed once, after the acceptance of its report', () => {
  given(...rectificationReported)
    .when(scoreAssessment())
    .thenRejected('report-not-accepted');
  given(...rectificationAccepted, scoreAssessment())
    .when(scoreAssessment(effects(100, 100, 100)))
    .thenRejected('assessment-already-scored');
  given(...rectificationAccepted)
    .when(scoreAssessment({ scoredOn: '2021-11-07' }))
    .thenRejected('before-acceptance');
  given(...rectificationAccepted)
    .when({ ...scoreAssessment(), on: '2021-11-16' })
    .thenRejected('date-in-future');
});

test.each([
  ['a basically qualified one', [scoreAssessment()]],
  ['an unqualified one', [scoreAssessment(effects(0, 0, 0))]],
  ...['rebounded', 'false'].map(
    (verdict) =>
      [
        `a finding ${verdict}`,
        [
          scoreAssessment(effects(95, 95, 95)),
          supervise({ verdicts: [{ finding: 'F1', verdict, newDueOn: '2023-01-30' }] }),
        ],
      ] as const,
  ),
])('a look-back is proposed after %s', (_what, steps) => {
  given(...rectificationAccepted, ...steps)
    .when(proposeLookBack())
    .then({ type: 'LookBackProposed' });
});

test('a look-back needs a ground, and is proposed once', () => {
  const good = [...rectificationAccepted, scoreAssessment(effects(75, 75, 75)), supervise()];
  given(...good)
    .when(proposeLookBack())
    .thenRejected('look-back-unfounded');
  given(...rectificationAccepted)
    .when(proposeLookBack())
    .thenRejected('look-back-unfounded');
  const undone = { finding: 'F1', verdict: 'false', newDueOn: '2023-01-30' };
  given(
    ...rectificationAccepted,
    supervise({ verdicts: [undone] }),
    supervise({ document: digest('second visit') }),
  )
    .when(proposeLookBack())
    .thenRejected('look-back-unfounded');
  given(...rectificationAccepted, scoreAssessment(), proposeLookBack())
    .when(proposeLookBack())
    .thenRejected('look-back-already-proposed');
  given(...rectificationReported)
    .when(proposeLookBack())
    .thenRejected('report-not-accepted');
  given(...rectificationAccepted, scoreAssessment())
    .when(proposeLookBack({ proposedOn: '2021-11-07' }))
    .thenRejected('before-acceptance');
  given(...rectificationAccepted, scoreAssessment())
    .when({ ...proposeLookBack(), on: '2021-11-17' })
    .thenRejected('date-in-future');
});
