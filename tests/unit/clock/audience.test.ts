import { describe, expect, test } from '@jest/globals';
import { claimOf, climbed, receiversOf, toldOf } from '../../../domain/clock/audience.js';
import { countyDefault } from '../../../domain/policy/county-default.js';
import { shippedBook } from '../../../domain/policy/packs.js';
import type { Rung } from '../../../domain/shared/policy.js';
import type { Role } from '../../../domain/shared/roles.js';
import { REACH, bookWith, pack } from '../../support/ticking.js';

const owed = (given: { ladder?: string; owner?: Role; undelivered?: readonly string[] } = {}) => ({
  ...{ deadline: 'claim', rule: 'claim', dueOn: '2021-08-12', pack },
  ...{ ladder: 'S', owner: 'targetLiaison' as Role, undelivered: [] },
  ...given,
});
const rolesOf = (receivers: readonly { readonly role: Role }[]) =>
  receivers.map(({ role }) => role);

describe('an audience', () => {
  test('names the owner by the post, and each post once', () => {
    expect(
      receiversOf(['owner', 'targetLiaison', 'officeStaff', 'officeStaff'], owed(), []),
    ).toEqual([
      { role: 'targetLiaison', scope: 'all' },
      { role: 'officeStaff', scope: 'all' },
    ]);
  });

  test('is bound to the unit or the group of the case, the office to the whole', () => {
    expect(receiversOf(['targetPrincipal', 'groupHead', 'officeDirector'], owed(), REACH)).toEqual([
      { role: 'targetPrincipal', scope: 'unit:W-T1' },
      { role: 'groupHead', scope: 'group:XC/1' },
      { role: 'officeDirector', scope: 'all' },
    ]);
  });

  test('is bound to the competent unit that the case names, which no inspected unit stands for', () => {
    const department = { owner: 'functionalDepartment' as Role };
    const scopeIn = (...reach: string[]) =>
      receiversOf(['owner'], department, reach).map(({ scope }) => scope);
    expect(scopeIn('receiver:ZJJ')).toEqual(['receiver:ZJJ']);
    expect(scopeIn('group:XC/1', 'receiver:D-3')).toEqual(['receiver:D-3']);
    expect(scopeIn('unit:W-T1')).toEqual(['all']);
    expect(receiversOf(['officeDirector', 'groupHead'], department, ['receiver:D-3'])).toEqual([
      { role: 'officeDirector', scope: 'all' },
      { role: 'groupHead', scope: 'all' },
    ]);
  });

  test('stands in a claim with the paper of the rung, or none', () => {
    const [green, , call] = countyDefault.ladders['S'] ?? [];
    expect(claimOf(owed(), green as Rung, REACH)).toEqual({
      ...{ deadline: 'claim', rule: 'claim', rung: 'green', dueOn: '2021-08-12', lamp: 'green' },
      to: [{ role: 'targetLiaison', scope: 'unit:W-T1' }],
      paper: 'warning-letter-green',
    });
    expect(claimOf(owed(), call as Rung, REACH).paper).toBeNull();
  });
});

describe('whom a lost notice climbs to', () => {
  const lost = (rung: string, role: Role, found = owed()) =>
    rolesOf(climbed(found, { rung, of: { role } }, REACH, shippedBook).to);

  test.each([
    ['green', 'targetLiaison', ['targetPrincipal']],
    ['red', 'targetPrincipal', ['supervisingLeader', 'officeDirector', 'dailySupervisor']],
    ['red-5', 'dailySupervisor', ['executiveDeputyHead']],
    ['red-20', 'leadingGroupHead', ['officeDirector']],
    ['paused-2021-08-09-1', 'officeDirector', ['officeDirector']],
  ] as const)('from %s of the %s', (rung, role, told) => {
    expect(lost(rung, role)).toEqual(told);
  });

  test('passes over a rung that names nobody else', () => {
    const ladders = {
      S: [
        {
          key: 'a',
          offset: { amount: -2, unit: 'workingDay' },
          lamp: 'yellow',
          audience: ['owner'],
        },
        { key: 'b', offset: { amount: -1, unit: 'workingDay' }, lamp: 'red', audience: ['owner'] },
        {
          key: 'c',
          offset: { amount: 0, unit: 'calendarDay' },
          lamp: 'red',
          audience: ['groupHead'],
        },
      ] satisfies Rung[],
    };
    const own = { ...countyDefault, pack: 'own', ladders };
    const found = { ...owed(), pack: { pack: 'own', version: 1 } };
    const of = { role: 'targetLiaison' as const };
    const book = bookWith({ packs: [own] });
    expect(climbed(found, { rung: 'a', of }, REACH, book)).toMatchObject({
      lamp: 'yellow',
      to: [{ role: 'groupHead', scope: 'group:XC/1' }],
    });
  });

  test('never comes back to those who were lost under the same rung', () => {
    const once = owed({ undelivered: ['green/targetLiaison', 'red/officeStaff'] });
    expect(lost('green', 'targetPrincipal', once)).toEqual(['officeStaff']);
  });
});

test('everyone who was told: the rung’s own audience, then whoever its lost notices came to', () => {
  const told = (...undelivered: string[]) =>
    rolesOf(toldOf(owed({ undelivered }), 'yellow', REACH, shippedBook));
  expect(told()).toEqual(['targetLiaison', 'targetPrincipal']);
  expect(told('yellow/targetLiaison', 'red/targetPrincipal')).toEqual([
    ...['targetLiaison', 'targetPrincipal'],
    'officeStaff',
  ]);
  expect(told('yellow/targetLiaison', 'yellow/officeStaff')).toEqual([
    ...['targetLiaison', 'targetPrincipal', 'officeStaff'],
    'targetPrincipal',
  ]);
});
