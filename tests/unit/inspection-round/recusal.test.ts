import { describe, expect, test } from '@jest/globals';
import { actor } from '../../support/given.js';
import {
  approved,
  decideRecusal,
  declareRecusal,
  formGroup,
  noteTargetClosed,
  proposed,
  round,
  targetsClosed,
} from '../../support/round.js';

const { given, stream } = round;
const grouped = [...approved, formGroup()];
const declared = [...grouped, declareRecusal()];
const member = (id: string) => actor('groupMember', 'group:XC-10-12/1', id);

describe('declaring a recusal', () => {
  test('is for the member themselves, or for the office', () => {
    given(...grouped)
      .when(declareRecusal(), member('member-1'))
      .then({ type: 'RecusalDeclared', data: { person: 'member-1', ground: 'kinship' } })
      .thenEffects();
    given(...approved)
      .when(declareRecusal(), actor('officeStaff'))
      .then({ type: 'RecusalDeclared' });
    given(...grouped)
      .when(declareRecusal(), member('deputy-1'))
      .thenRejected('not-your-recusal');
  });

  test.each([
    ['target-unknown', { unit: 'W-T9' }],
    ['declared-before-approval', { declaredOn: '2021-05-05' }],
    ['date-in-future', { declaredOn: '2023-01-01' }],
  ])('refused: %s', (code, change) => {
    given(...grouped)
      .when(declareRecusal(change), actor('officeStaff'))
      .thenRejected(code);
  });

  test('is not repeated until it was dismissed', () => {
    const office = actor('officeStaff');
    given(...declared)
      .when(declareRecusal(), office)
      .thenRejected('recusal-already-declared');
    given(...declared, decideRecusal())
      .when(declareRecusal(), office)
      .thenRejected('recusal-already-declared');
    given(...declared, decideRecusal({ upheld: false }))
      .when(declareRecusal({ ground: 'interest' }), office)
      .then({ type: 'RecusalDeclared', data: { ground: 'interest' } });
  });

  test('comes after the approval and before the target is closed', () => {
    given(...proposed)
      .when(declareRecusal(), actor('officeStaff'))
      .thenRejected('round-not-approved');
    given(...targetsClosed)
      .when(declareRecusal(), actor('officeStaff'))
      .thenRejected('target-closed');
  });
});

describe('deciding on it', () => {
  test('an upheld recusal is told to its target alone', () => {
    const { state } = given(...declared)
      .when(decideRecusal())
      .then({ type: 'RecusalUpheld', data: { person: 'member-1', unit: 'W-T1' } })
      .thenEffects({
        process: 'target-inspection',
        id: `${stream}/target/W-T1`,
        command: { type: 'NoteRecusal', data: { person: 'member-1' } },
      });
    expect(state.recusals).toEqual([
      { person: 'member-1', unit: 'W-T1', declaredOn: '2021-05-08', upheld: true },
    ]);
  });

  test('a dismissed one is told to nobody', () => {
    given(...declared)
      .when(decideRecusal({ upheld: false }), actor('executiveDeputyHead'))
      .then({ type: 'RecusalDismissed' })
      .thenEffects();
  });

  test.each([
    ['recusal-unknown', { unit: 'W-T2' }],
    ['recusal-unknown', { person: 'deputy-1' }],
    ['decided-before-declaration', { decidedOn: '2021-05-07' }],
    ['date-in-future', { decidedOn: '2023-01-01' }],
  ])('refused: %s', (code, change) => {
    given(...declared)
      .when(decideRecusal(change))
      .thenRejected(code);
  });

  test('nobody decides on their own, and a group decides on none', () => {
    given(...declared)
      .when(decideRecusal(), actor('officeDirector', 'all', 'member-1'))
      .thenRejected('own-recusal');
    given(...declared)
      .when(decideRecusal(), member('head-1'))
      .thenRejected('forbidden');
  });

  test('a decision stands; the same once more changes nothing', () => {
    const upheld = [...declared, decideRecusal()];
    given(...upheld)
      .when(decideRecusal())
      .thenNothing();
    given(...upheld)
      .when(decideRecusal({ upheld: false }))
      .thenRejected('recusal-already-decided');
  });

  test('a target closed meanwhile takes no recusal any more, but the declaration can be dismissed', () => {
    const closed = [...declared, noteTargetClosed()];
    given(...closed)
      .when(decideRecusal())
      .thenRejected('target-closed');
    given(...closed)
      .when(decideRecusal({ upheld: false }))
      .then({ type: 'RecusalDismissed' });
  });
});
