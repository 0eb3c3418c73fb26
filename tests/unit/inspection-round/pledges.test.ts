import { describe, expect, test } from '@jest/globals';
import { pledgesSignedOn } from '../../../domain/inspection-round/groups.js';
import { actor } from '../../support/given.js';
import {
  approved,
  formGroup,
  grouped,
  pledgeText,
  proposed,
  round,
  setPledges,
  signPledge,
} from '../../support/round.js';

const { given, stream } = round;
const member = (id: string) => actor('groupMember', 'group:XC-10-12/1', id);
const set = [...approved, setPledges(), formGroup()];
const everything = ['head-1', 'deputy-1', 'liaison-1', 'member-1'].flatMap((person) =>
  ['C-1', 'C-2'].map((pledge) => signPledge({ person, pledge })),
);

describe('setting the pledges', () => {
  test('comes first, and the groups formed then are told to sign', () => {
    given(...approved)
      .when(setPledges())
      .then({ type: 'PledgesSet' });
    given(...approved, setPledges())
      .when(formGroup())
      .thenEffects({ command: { type: 'AssignGroup', data: { pledgesRequired: true } } });
  });

  test('is refused once a group is formed, and before the approval', () => {
    given(...grouped)
      .when(setPledges())
      .thenRejected('groups-formed');
    given(...proposed)
      .when(setPledges())
      .thenRejected('round-not-approved');
  });

  test('lists each pledge once; the same list once more changes nothing', () => {
    given(...approved)
      .when(setPledges({ texts: [pledgeText('C-1'), pledgeText('C-1')] }))
      .thenRejected('pledge-listed-twice');
    given(...approved, setPledges())
      .when(setPledges())
      .thenNothing();
    given(...approved, setPledges())
      .when(setPledges({ texts: [pledgeText('C-1')] }))
      .then({ type: 'PledgesSet' })
      .thenState({ pledges: { 'C-1': pledgeText('C-1').document } });
  });
});

describe('signing', () => {
  test('everyone signs for themselves, and the office records paper', () => {
    given(...set)
      .when(signPledge({ person: 'member-1' }), member('member-1'))
      .then({ type: 'PledgeSigned', data: { person: 'member-1', pledge: 'C-1' } })
      .thenEffects();
    given(...set)
      .when(signPledge(), actor('officeStaff'))
      .then({ type: 'PledgeSigned' });
    given(...set)
      .when(signPledge(), member('member-1'))
      .thenRejected('not-your-pledge');
  });

  test.each([
    ['pledge-unknown', { pledge: 'C-9' }],
    ['not-a-member', { person: 'member-9' }],
    ['signed-before-approval', { signedOn: '2021-05-05' }],
    ['date-in-future', { signedOn: '2023-01-01' }],
  ])('refused: %s', (code, change) => {
    given(...set)
      .when(signPledge(change), actor('officeStaff'))
      .thenRejected(code);
  });

  test('needs pledges, and a second signature changes nothing', () => {
    given(...grouped)
      .when(signPledge(), actor('officeStaff'))
      .thenRejected('no-pledges');
    given(...set, { ...signPledge(), by: actor('officeStaff') })
      .when(signPledge({ signedOn: '2021-05-12' }), actor('officeStaff'))
      .thenNothing();
  });

  test('the last signature of a group frees its targets, with the latest day', () => {
    const office = actor('officeStaff');
    const steps = everything.map((step) => ({ ...step, by: office }));
    const last = signPledge({ person: 'member-1', pledge: 'C-2', signedOn: '2021-05-18' });
    const before = given(...set, ...steps.slice(0, -1));
    expect(pledgesSignedOn(before.state, before.state.groups[1]!)).toBeUndefined();
    before.when(last, office).thenEffects({
      id: `${stream}/target/W-T1`,
      command: { type: 'NotePledges', data: { signedOn: '2021-05-18' } },
    });
  });
});
