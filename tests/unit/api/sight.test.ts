import { describe, expect, test } from '@jest/globals';
import { sightOf } from '../../../api/access/sight.js';
import type { Role } from '../../../domain/shared/roles.js';
import { actor } from '../../support/given.js';

const group = 'group:XC-10-12/1';
const clueOf = (role: Role, scope = 'all') => sightOf(actor(role, scope), 'clue-transfer', [group]);

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
  expect(sightOf(principal, 'target-inspection', ['unit:W-T1'])).toBe('outline');
  expect(sightOf(principal, 'rectification', ['unit:W-T1'])).toBe('full');
  expect(sightOf(principal, 'rectification', ['unit:W-T2'])).toBe('none');
});
