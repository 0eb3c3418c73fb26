import { describe, expect, test } from '@jest/globals';
import {
  approved,
  authorized,
  authorizeGroupHead,
  decideRecusal,
  declareRecusal,
  deployed,
  formGroup,
  grouped,
  holdDeploymentMeeting,
  proposed,
  replaceMember,
  round,
  setPledges,
  setUpTemporaryBranch,
  signPledge,
} from '../../support/round.js';

const { given, stream } = round;
const newHead = { leaves: 'head-1', joins: 'head-3', role: 'head', reason: 'transfer' };

describe('replacing somebody in a group', () => {
  test.each([
    ['member', 'member-1'],
    ['deputy', 'deputy-1'],
    ['liaison', 'liaison-1'],
  ])('a %s gives their place to the new one', (role, leaves) => {
    const { state } = given(...grouped)
      .when(replaceMember({ role, leaves, joins: 'p-9' }))
      .then({ type: 'MemberReplaced', data: { leaves, joins: 'p-9' } })
      .thenEffects();
    const group = state.groups[1]!;
    const people = [group.head, group.deputy, group.liaison, ...(group.members ?? [])];
    expect(people).toContain('p-9');
    expect(people).not.toContain(leaves);
  });

  test.each([
    ['group-unknown', { group: 9 }],
    ['not-in-that-role', { leaves: 'member-9' }],
    ['not-in-that-role', { role: 'head' }],
    ['member-in-two-groups', { joins: 'member-2' }],
    ['member-in-two-groups', { joins: 'member-1' }],
    ['member-in-two-groups', { joins: 'deputy-1' }],
    ['replaced-before-approval', { replacedOn: '2021-05-05' }],
    ['date-in-future', { replacedOn: '2023-01-01' }],
  ])('refused: %s %j', (code, change) => {
    given(...grouped)
      .when(replaceMember(change))
      .thenRejected(code);
  });

  test('nobody joins who is recused from a target of the group', () => {
    const recused = [
      ...grouped,
      declareRecusal({ person: 'member-3' }),
      decideRecusal({ person: 'member-3' }),
    ];
    given(...recused)
      .when(replaceMember())
      .thenRejected('member-recused');
  });

  test('needs an approved round', () => {
    given(...proposed)
      .when(replaceMember())
      .thenRejected('round-not-approved');
  });
});

describe('a new head', () => {
  test('is not authorized by the authorization of the one before', () => {
    const { state } = given(...authorized)
      .when(replaceMember(newHead))
      .then({ type: 'MemberReplaced' });
    expect(state.groups[1]).not.toHaveProperty('authorizedOn');
    given(...authorized, replaceMember(newHead))
      .when(holdDeploymentMeeting())
      .thenRejected('head-not-authorized');
  });

  test('is authorized anew, after the deployment as well, and not for a day before', () => {
    const replaced = [...deployed, replaceMember({ ...newHead, replacedOn: '2021-06-01' })];
    given(...replaced)
      .when(authorizeGroupHead({ authorizedOn: '2021-06-02' }))
      .then({ type: 'GroupHeadAuthorized' });
    given(...replaced)
      .when(authorizeGroupHead({ authorizedOn: '2021-05-31' }))
      .thenRejected('authorized-before-replacement');
    given(...deployed)
      .when(authorizeGroupHead())
      .thenRejected('head-already-authorized');
  });
});

test('the targets of a group hear whether its new head is authorized, and nothing of the first one', () => {
  const toTarget = (data: object) => ({
    id: `${stream}/target/W-T1`,
    command: { type: 'NoteHeadAuthorization', data },
  });
  const replaced = [...deployed, replaceMember({ ...newHead, replacedOn: '2021-06-01' })];
  given(...deployed)
    .when(replaceMember({ ...newHead, replacedOn: '2021-06-01' }))
    .thenEffects(toTarget({}));
  given(...replaced)
    .when(authorizeGroupHead({ authorizedOn: '2021-06-02' }))
    .thenEffects(toTarget({ authorizedOn: '2021-06-02' }));
  given(...grouped)
    .when(authorizeGroupHead())
    .thenEffects();
  given(...deployed)
    .when(replaceMember())
    .thenEffects();
});

test('a secretary who leaves makes room for another one', () => {
  const { state } = given(...grouped, setUpTemporaryBranch())
    .when(replaceMember(newHead))
    .then({ type: 'MemberReplaced' });
  expect(state.groups[1]?.branch).toEqual({ setUpOn: '2021-05-12', meetings: [] });
});

test('whoever joins has not signed, so the group’s targets are told to wait', () => {
  const people = ['head-1', 'deputy-1', 'liaison-1', 'member-1'];
  const signed = [
    ...approved,
    setPledges(),
    formGroup(),
    ...people.flatMap((person) => ['C-1', 'C-2'].map((pledge) => signPledge({ pledge, person }))),
  ];
  given(...signed)
    .when(replaceMember())
    .thenEffects({ id: `${stream}/target/W-T1`, command: { type: 'NotePledges', data: {} } });
});
