import { describe, test } from '@jest/globals';
import { digest, uuid } from '../../support/given.js';
import {
  doubleStory,
  dropFinding,
  feedBackToOwner,
  feedBackToPrincipal,
  feedBackToUnit,
  given,
  issueLetters,
  letterTo,
  recordDecision,
  acceptReport,
  storyOf,
  submitReport,
  withdrawGroup,
} from '../../support/target-story.js';

const { confirmed, accepted, decided, fedBack } = storyOf();

const limits = [
  { type: 'DeadlineSet', data: { deadline: 'rectification-plan', dueOn: '2021-09-06' } },
  { type: 'DeadlineSet', data: { deadline: 'democratic-life-meeting', dueOn: '2021-09-06' } },
  { type: 'DeadlineSet', data: { deadline: 'rectification-report', dueOn: '2021-11-05' } },
  { type: 'DeadlineSet', data: { deadline: 'rectification-outer-limit', dueOn: '2022-08-05' } },
];

test('feedback is received once principal and unit have it, and anchors every limit', () => {
  given(...decided)
    .when(feedBackToPrincipal())
    .then({ type: 'FeedbackGivenToPrincipal' })
    .thenClock();
  given(...decided, feedBackToPrincipal())
    .when(feedBackToUnit())
    .then(
      { type: 'FeedbackGivenToUnit' },
      { type: 'FeedbackReceived', data: { receivedOn: '2021-08-05' } },
    )
    .thenClock(
      { type: 'DeadlineMet', data: { deadline: 'feedback-after-decision', late: false } },
      { type: 'DeadlineSet', data: { deadline: 'claim', dueOn: '2021-08-12' } },
      ...limits,
    )
    .thenEffects({
      id: uuid(9),
      command: { type: 'NoteTargetFedBack', data: { unit: 'W-T1', receivedOn: '2021-08-05' } },
    });
});

test('the later day counts, whichever came first', () => {
  given(...decided, feedBackToUnit())
    .when(feedBackToPrincipal())
    .then(
      { type: 'FeedbackGivenToPrincipal' },
      { type: 'FeedbackReceived', data: { receivedOn: '2021-08-05' } },
    );
});

test('without findings there is nothing to claim', () => {
  const history = [dropFinding(), withdrawGroup(), submitReport(), acceptReport()];
  given(...confirmed, ...history, recordDecision(), feedBackToPrincipal())
    .when(feedBackToUnit())
    .thenClock({ type: 'DeadlineMet' }, ...limits);
});

test('no feedback before the decision', () => {
  for (const build of [feedBackToPrincipal, feedBackToUnit]) {
    given(...accepted)
      .when(build())
      .thenRejected('decision-missing');
    given(...fedBack)
      .when(build())
      .thenRejected('feedback-already-given');
    given(...decided, build())
      .when(build())
      .thenRejected('feedback-already-given');
    given(...decided)
      .when({ ...build(), on: '2021-08-03' })
      .thenRejected('date-in-future');
  }
  given(...decided)
    .when(feedBackToPrincipal({ givenOn: '2021-07-20' }))
    .thenRejected('before-decision');
  given(...decided)
    .when(feedBackToUnit({ heldOn: '2021-07-20' }))
    .thenRejected('before-decision');
});

test('where letters were issued, feedback hands over these and no others, and not before them', () => {
  const letters = [letterTo('unit'), letterTo('principal', { document: digest('own letter') })];
  const issued = [...decided, issueLetters({ letters })];
  given(...issued)
    .when(feedBackToPrincipal({ letter: digest('own letter') }))
    .then({ type: 'FeedbackGivenToPrincipal' });
  given(...issued)
    .when(feedBackToPrincipal())
    .thenRejected('letter-not-issued');
  given(...issued)
    .when(feedBackToUnit({ letter: digest('own letter') }))
    .thenRejected('letter-not-issued');
  given(...issued)
    .when(feedBackToUnit({ heldOn: '2021-07-27' }))
    .thenRejected('before-letters');
});

describe('with an owning committee', () => {
  const double = doubleStory();
  const { unitMeeting } = double;

  test('principal and unit follow it', () => {
    given(...double.upperFedBack)
      .when(feedBackToPrincipal())
      .then({ type: 'FeedbackGivenToPrincipal' });
    given(...double.upperFedBack, feedBackToPrincipal())
      .when(unitMeeting())
      .then({ type: 'FeedbackGivenToUnit' }, { type: 'FeedbackReceived' })
      .thenState({ status: 'fedBack', feedbackReceivedOn: '2021-08-05' });
  });

  test.each([
    ['principal', feedBackToPrincipal],
    ['unit', unitMeeting],
  ] as const)('the %s hears nothing before it', (_who, build) => {
    given(...double.decided)
      .when(build())
      .thenRejected('letters-missing');
    given(...double.lettersIssued)
      .when(build())
      .thenRejected('owning-committee-not-fed-back');
  });

  test('not even by date', () => {
    given(...double.upperFedBack)
      .when(feedBackToPrincipal({ givenOn: '2021-08-01' }))
      .thenRejected('before-owning-committee');
    given(...double.upperFedBack)
      .when(unitMeeting({ heldOn: '2021-08-01' }))
      .thenRejected('before-owning-committee');
    given(...double.lettersIssued, feedBackToOwner({ heldOn: '2021-08-05' }))
      .when(unitMeeting())
      .then({ type: 'FeedbackGivenToUnit' });
  });

  const order = [
    'groupHeadFeedsBack',
    'speechConveyed',
    'countyRequirements',
    'principalStatement',
  ];
  test.each([
    ['agenda-item-missing', undefined],
    ...order.map((gone) => ['agenda-item-missing', order.filter((item) => item !== gone)] as const),
    ['agenda-out-of-order', order.toReversed()],
    ['agenda-out-of-order', [...order, 'speechConveyed']],
  ] as const)('the unit meeting is refused: %s, %j', (code, agenda) => {
    given(...double.upperFedBack)
      .when(feedBackToUnit(agenda ? { agenda } : {}))
      .thenRejected(code);
  });
});

test('without one, the meeting keeps the order it likes', () => {
  given(...decided)
    .when(feedBackToUnit({ agenda: ['principalStatement'] }))
    .then({ type: 'FeedbackGivenToUnit', data: { agenda: ['principalStatement'] } });
});

describe('who attended the unit meeting', () => {
  const leader = { post: '分管副县长', invited: true, attended: true };
  const deputy = { ...leader, attended: false, substitute: '县政府办主任' };
  const requirement = (from: string) => ({ from, document: digest('requirement') });
  const meet = (attendance: readonly object[] | undefined, ...from: string[]) =>
    given(...decided).when(feedBackToUnit({ attendance, requirements: from.map(requirement) }));

  test('is kept with those represented, and with what they asked for', () => {
    const uninvited = { post: '县纪委书记', invited: false, attended: true };
    meet([leader, uninvited], leader.post, uninvited.post).then({
      type: 'FeedbackGivenToUnit',
      data: { attendance: [leader, uninvited], requirements: [{ from: leader.post }, {}] },
    });
    meet([deputy], deputy.post, deputy.substitute).then({ type: 'FeedbackGivenToUnit' });
    meet(undefined, leader.post).then({ type: 'FeedbackGivenToUnit' });
  });

  test('is refused when the list contradicts itself', () => {
    meet([leader, leader]).thenRejected('post-twice');
    meet([{ ...deputy, attended: true }]).thenRejected('substitute-unfit');
    meet([{ ...deputy, invited: false }]).thenRejected('substitute-unfit');
    meet([leader], '县委书记').thenRejected('requirement-from-absent');
    meet([{ ...leader, attended: false }], leader.post).thenRejected('requirement-from-absent');
  });
});
