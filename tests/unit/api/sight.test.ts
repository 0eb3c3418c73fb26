import { describe, expect, test } from '@jest/globals';
import { sightOf } from '../../../api/access/sight.js';
import type { Role } from '../../../domain/shared/roles.js';
import { actor } from '../../support/given.js';

const group = 'group:XC-10-12/1';
const clueOf = (role: Role, scope = 'all') =>
  sightOf(actor(role, scope), 'clue-transfer', { reach: [group], recused: [] });

describe('a clue', () => {
  test.each([
    'clueOfficer',
    'disciplineReceiver',
    'executiveDeputyHead',
    'historyAuditor',
  ] as const)('shows its steps to %s', (role) => {
    expect(clueOf(role)).toBe('full');
  });

  test.each(['officeStaff', 'leadingGroupMember', 'guidanceObserver'] as const)(
    'shows number, dates and state to %s',
    (role) => {
      expect(clueOf(role)).toBe('outline');
    },
  );

  test.each(['targetPrincipal', 'targetLiaison', 'dailySupervisor', 'supervisingLeader'] as const)(
    'does not exist for %s',
    (role) => {
      expect(clueOf(role)).toBe('none');
    },
  );

  test('does not exist for members of its group, whose officer and head see it', () => {
    expect(clueOf('groupMember', group)).toBe('none');
    expect(clueOf('groupHead', group)).toBe('full');
    expect(clueOf('groupHead', 'group:XC-10-12/2')).toBe('none');
  });
});

test('any other case shows the inspected side an outline, and an item all of it', () => {
  const principal = actor('targetPrincipal', 'unit:W-T1');
  expect(sightOf(principal, 'target-inspection', { reach: ['unit:W-T1'], recused: [] })).toBe(
    'outline',
  );
  expect(sightOf(principal, 'rectification', { reach: ['unit:W-T1'], recused: [] })).toBe('full');
  expect(sightOf(principal, 'rectification', { reach: ['unit:W-T2'], recused: [] })).toBe('none');
});

describe('the level above', () => {
  const observed = (process: string, scope = 'all') =>
    sightOf(actor('guidanceObserver', scope), process, { reach: [group], recused: [] });

  test.each(['inspection-round', 'target-inspection', 'term-plan'])(
    'reads %s, assigned to it by its scope',
    (process) => {
      expect(observed(process)).toBe('full');
      expect(observed(process, group)).toBe('full');
      expect(observed(process, 'group:XC-10-12/2')).toBe('none');
    },
  );

  test('sees of the organization where it stands, and its figures by their own address', () => {
    expect(observed('organization')).toBe('outline');
  });
});

describe("the organization's own case", () => {
  const office = (role: Role, scope = 'all') =>
    sightOf(actor(role, scope), 'organization', { reach: [], recused: [] });

  test.each(['officeStaff', 'executiveDeputyHead', 'historyAuditor'] as const)(
    'shows everything to %s',
    (role) => {
      expect(office(role)).toBe('full');
    },
  );

  test.each(['disciplineReceiver', 'dailySupervisor', 'groupHead', 'targetPrincipal'] as const)(
    'shows an outline to %s, and nothing to one of a narrower scope',
    (role) => {
      expect(office(role)).toBe('outline');
      expect(office(role, group)).toBe('none');
    },
  );

  test('is not opened by an office post that does not reach it', () => {
    const posts = [
      { role: 'officeStaff', scope: 'unit:W-T1' },
      { role: 'guidanceObserver', scope: 'all' },
    ] as const;
    const both = { id: 'both', posts: [...posts] };
    expect(sightOf(both, 'organization', { reach: [], recused: [] })).toBe('outline');
  });
});

describe('a case somebody is recused from', () => {
  const circle = { reach: ['unit:W-T1', group], recused: ['member-1'] };
  const processes = ['target-inspection', 'rectification', 'clue-transfer'];

  test.each(processes)('does not exist for them, whatever posts they hold (%s)', (process) => {
    expect(sightOf(actor('groupHead', group, 'member-1'), process, circle)).toBe('none');
    expect(sightOf(actor('officeDirector', 'all', 'member-1'), process, circle)).toBe('none');
  });

  test.each(processes)('stays for the others of the group (%s)', (process) => {
    expect(sightOf(actor('groupHead', group, 'head-1'), process, circle)).toBe('full');
  });
});
