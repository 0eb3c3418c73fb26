import { describe, test } from '@jest/globals';
import { actor } from '../../support/given.js';
import {
  approved,
  authorized,
  authorizeGroupHead,
  decideRecusal,
  declareRecusal,
  deployed,
  fileGroupSafetyPlan,
  formGroup,
  grouped,
  groupHead,
  nominateTarget,
  approveRound,
  proposed,
  proposeRound,
  round,
} from '../../support/round.js';

const { given, stream } = round;

describe('forming a group', () => {
  test('tells each of its targets', () => {
    given(...approved)
      .when(formGroup({ units: ['W-T1', 'W-T2'] }))
      .then({ type: 'GroupFormed', data: { group: 1 } })
      .thenEffects(
        {
          id: `${stream}/target/W-T1`,
          command: {
            type: 'AssignGroup',
            data: { group: 1, name: '县委第一巡察组', scope: 'group:XC-10-12/1' },
          },
        },
        { id: `${stream}/target/W-T2`, command: { type: 'AssignGroup' } },
      );
  });

  test.each([
    ['group-already-formed', { group: 1, units: ['W-T2'] }],
    ['head-is-deputy', { group: 2, head: 'deputy-1', units: ['W-T2'] }],
    ['named-twice', { group: 2, head: 'p-1', deputy: 'p-2', liaison: 'p-2', units: ['W-T2'] }],
    ['named-twice', { group: 2, members: ['p-3', 'p-3'], units: ['W-T2'] }],
    ['member-in-two-groups', { group: 2, head: 'p-1', deputy: 'p-2', units: ['W-T2'] }],
    ['unit-in-another-group', { group: 2, units: ['W-T1'] }],
    ['unit-listed-twice', { group: 2, units: ['W-T2', 'W-T2'] }],
    ['target-unknown', { group: 2, units: ['W-T9'] }],
  ])('refused: %s', (code, change) => {
    given(...approved, formGroup())
      .when(formGroup(change))
      .thenRejected(code);
  });

  test('a group takes three targets, not four', () => {
    const units = ['W-T1', 'W-T2', 'W-T3', 'W-T4'];
    const history = [
      proposeRound(),
      ...units.map((unit) => nominateTarget({ unit })),
      approveRound(),
    ];
    given(...history)
      .when(formGroup({ units }))
      .thenRejected('group-overloaded');
    given(...history)
      .when(formGroup({ units: units.slice(0, 3) }))
      .then({ type: 'GroupFormed' });
  });

  test('a round may state another load limit', () => {
    const units = ['W-T1', 'W-T2', 'W-T3', 'W-T4'];
    const nominated = units.map((unit) => nominateTarget({ unit }));
    given(proposeRound({ targetsPerGroup: 4 }), ...nominated, approveRound())
      .when(formGroup({ units }))
      .then({ type: 'GroupFormed' });
    given(proposeRound({ targetsPerGroup: 1 }), ...nominated, approveRound())
      .when(formGroup({ units: units.slice(0, 2) }))
      .thenRejected('group-overloaded');
  });

  test.each(['head-1', 'deputy-1', 'liaison-1', 'member-1'])(
    'takes nobody who is recused from one of its targets (%s)',
    (person) => {
      const recused = [...approved, declareRecusal({ person }), decideRecusal({ person })];
      given(...recused)
        .when(formGroup())
        .thenRejected('member-recused');
      given(...recused)
        .when(formGroup({ units: ['W-T2'] }))
        .then({ type: 'GroupFormed' });
    },
  );

  test('a cross inspection is not left to a group of the target’s own committee', () => {
    const owner = { code: 'X-C1', name: '甲县县委' };
    const cross = [
      proposeRound(),
      nominateTarget({ type: 'special', modes: ['cross'], owner }),
      approveRound(),
    ];
    given(...cross)
      .when(formGroup({ home: owner }))
      .thenRejected('group-at-home');
    given(...cross)
      .when(formGroup({ home: { code: 'X-C2', name: '乙县县委' } }))
      .then({ type: 'GroupFormed', data: { home: { code: 'X-C2' } } });
  });

  test('comes after the approval and before the deployment', () => {
    given(...proposed)
      .when(formGroup())
      .thenRejected('round-not-approved');
    given(...deployed)
      .when(formGroup({ group: 3 }))
      .thenRejected('round-deployed');
  });
});

describe('authorizing a head', () => {
  test('holds for this round', () => {
    given(...grouped)
      .when(authorizeGroupHead())
      .then({ type: 'GroupHeadAuthorized', data: { group: 1 } });
  });

  test.each([
    ['group-unknown', { group: 9 }],
    ['authorized-before-approval', { authorizedOn: '2021-05-05' }],
    ['date-in-future', { authorizedOn: '2023-01-01' }],
  ])('refused: %s', (code, change) => {
    given(...grouped)
      .when(authorizeGroupHead(change))
      .thenRejected(code);
  });

  test('is not repeated, and nobody authorizes their own post', () => {
    given(...authorized)
      .when(authorizeGroupHead())
      .thenRejected('head-already-authorized');
    given(...grouped)
      .when(authorizeGroupHead(), actor('leadingGroupHead', 'all', 'head-1'))
      .thenRejected('own-authorization');
  });
});

describe('the group’s safety plan', () => {
  test('is filed by the group and told to its targets', () => {
    given(...deployed)
      .when(fileGroupSafetyPlan(), groupHead)
      .then({ type: 'GroupSafetyPlanFiled', data: { group: 1 } })
      .thenEffects({
        id: `${stream}/target/W-T1`,
        command: { type: 'NoteGroupSafetyPlan', data: { filedOn: '2021-05-21' } },
      });
  });

  test.each([
    ['group-unknown', { group: 9 }],
    ['other-group', { group: 2 }],
    ['filed-before-approval', { filedOn: '2021-05-05' }],
  ])('refused: %s', (code, change) => {
    given(...grouped)
      .when(fileGroupSafetyPlan(change), groupHead)
      .thenRejected(code);
  });

  test('is filed once, by people of the round', () => {
    given(...grouped, { ...fileGroupSafetyPlan(), by: groupHead })
      .when(fileGroupSafetyPlan(), groupHead)
      .thenRejected('safety-plan-already-filed');
    given(...grouped)
      .when(fileGroupSafetyPlan(), actor('groupHead', 'group:XC-10-11/1'))
      .thenRejected('forbidden');
  });
});
