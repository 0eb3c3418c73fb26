import { expect, test } from '@jest/globals';
import { sightOf } from '../../../api/access/sight.js';
import { clueTransfer } from '../../../domain/clue-transfer/index.js';
import { targetInspection } from '../../../domain/target-inspection/index.js';
import { clue, registerClue, screenClue, splitClue } from '../../support/clue.js';
import { actor, uuid } from '../../support/given.js';

const { given } = clue;
const split = { ...splitClue(), by: actor('clueOfficer') };

test('a clue cut out of a finding is registered like any other, and knows where it came from', () => {
  given()
    .when(splitClue())
    .then(
      { type: 'ClueRegistered', data: { ordinal: 7 } },
      {
        type: 'ClueSplitFromFinding',
        data: { target: `target-inspection-${uuid(7)}`, finding: 'F1', splitOn: '2021-06-01' },
      },
    )
    .thenClock({ type: 'DeadlineSet', data: { deadline: 'clue-screening' } })
    .thenEffects()
    .thenState({ status: 'registered', number: 'XS-2021-7', registeredBy: 'clueOfficer' });
});

test('the card itself does not name the finding', () => {
  const [registered] = given().when(splitClue()).decided;
  expect(registered?.data).not.toHaveProperty('finding');
});

test('the inspection’s own stream holds nothing of it, and the inspected unit sees no clue', () => {
  const names = [...targetInspection.events.keys(), ...targetInspection.commands.keys()];
  expect(names.filter((name) => name.includes('Clue'))).toEqual([]);
  const { state } = given().when(splitClue());
  const circle = { reach: clueTransfer.reach(state), recused: [] };
  expect(circle.reach).not.toContain('unit:W-T1');
  const principal = actor('targetPrincipal', 'unit:W-T1');
  expect(sightOf(principal, clueTransfer.name, circle)).toBe('none');
});

test('it is split once, by the group, and never ahead of the day', () => {
  given(split).when(splitClue()).thenRejected('already-open');
  given().when(splitClue(), actor('officeStaff')).thenRejected('forbidden');
  given()
    .when(splitClue({ registeredOn: '2021-07-02' }))
    .thenRejected('date-in-future');
});

test('a post in the group that found it is enough, one in another group is not', () => {
  given()
    .when(splitClue(), actor('clueOfficer', 'group:XC-10-12/1'))
    .then({ type: 'ClueRegistered' }, { type: 'ClueSplitFromFinding' });
  given()
    .when(registerClue(), actor('groupHead', 'group:XC-10-12/1'))
    .then({ type: 'ClueRegistered' });
  given().when(splitClue(), actor('clueOfficer', 'group:XC-10-12/2')).thenRejected('forbidden');
  const { scope: _scope, ...ofNoGroup } = registerClue().data as { readonly scope: string };
  given()
    .when({ type: 'RegisterClue', data: ofNoGroup }, actor('clueOfficer', 'group:XC-10-12/1'))
    .thenRejected('forbidden');
});

test('whoever split it off does not screen it', () => {
  given({ ...splitClue(), by: actor('groupHead') })
    .when(screenClue(), actor('groupHead'))
    .thenRejected('screened-by-registrar');
});
