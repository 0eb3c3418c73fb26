import { test } from '@jest/globals';
import { actor } from '../../support/given.js';
import { clue, registerClue, registered } from '../../support/clue.js';

const { given } = clue;

test('a registered clue has a number without content, and a limit from its first day', () => {
  given()
    .when(registerClue())
    .then({ type: 'ClueRegistered', data: { category: 'integrity' } })
    .thenClock({
      type: 'DeadlineSet',
      data: { deadline: 'clue-screening', dueOn: '2021-06-08', owner: 'groupHead' },
    })
    .thenState({ status: 'registered', number: 'XS-2021-7', registeredBy: 'clueOfficer' });
});

test('a group registers it, once, and never ahead of the day', () => {
  given().when(registerClue(), actor('officeStaff')).thenRejected('forbidden');
  given(...registered)
    .when(registerClue())
    .thenRejected('already-open');
  given()
    .when(registerClue({ registeredOn: '2021-07-02' }))
    .thenRejected('date-in-future');
});

test('people of another group, and of the inspected unit, have no way to it', () => {
  const screen = { type: 'ScreenClue', data: { heldOn: '2021-06-03', minutes: 'a'.repeat(64) } };
  given(...registered)
    .when(screen, actor('groupHead', 'group:XC-10-12/2'))
    .thenRejected('forbidden');
  given(...registered)
    .when(screen, actor('groupHead', 'unit:W-T1'))
    .thenRejected('forbidden');
  given(...registered)
    .when(screen, actor('groupHead', 'group:XC-10-12/1'))
    .then({ type: 'ClueScreened' });
});
