import { describe, expect, test } from '@jest/globals';
import { allProcesses } from '../../../domain/processes.js';
import { PERSON_ROLES, type Role } from '../../../domain/shared/roles.js';
import { actor } from '../../support/given.js';
import {
  approved,
  nameGuidanceGroup,
  proposed,
  recordGuidanceVisit,
  round,
} from '../../support/round.js';

const { given } = round;
const named = [...approved, nameGuidanceGroup()];
const observer = (id: string) => actor('guidanceObserver', 'all', id);

describe('naming a guidance group', () => {
  test('tells its members apart from other observers', () => {
    given(...approved)
      .when(nameGuidanceGroup())
      .then({ type: 'GuidanceGroupNamed', data: { code: 'ZD-1' } })
      .thenState({ guidanceGroups: { 'ZD-1': { members: ['observer-1', 'observer-2'] } } });
  });

  test.each([
    ['guidance-group-already-named', {}],
    ['named-twice', { code: 'ZD-2', members: ['observer-1', 'observer-1'] }],
    ['guided-before-approval', { code: 'ZD-2', fromOn: '2021-05-05' }],
    ['date-in-future', { code: 'ZD-2', fromOn: '2023-01-01' }],
  ])('refused: %s', (code, change) => {
    given(...named)
      .when(nameGuidanceGroup(change))
      .thenRejected(code);
  });

  test('needs an approved round', () => {
    given(...proposed)
      .when(nameGuidanceGroup())
      .thenRejected('round-not-approved');
  });
});

describe('a visit', () => {
  test('is recorded by a member of the group or by the office', () => {
    given(...named)
      .when(recordGuidanceVisit(), observer('observer-2'))
      .then({ type: 'GuidanceVisitRecorded', data: { unit: 'W-T1' } });
    given(...named)
      .when(recordGuidanceVisit(), actor('officeStaff'))
      .then({ type: 'GuidanceVisitRecorded' });
    given(...named)
      .when(recordGuidanceVisit(), observer('observer-9'))
      .thenRejected('not-in-guidance-group');
  });

  test('goes to a meeting as well as to a target, and needs one of them', () => {
    const { unit: _unit, ...placeless } = recordGuidanceVisit().data as Record<string, unknown>;
    const visit = (more: object) => ({
      type: 'RecordGuidanceVisit',
      data: { ...placeless, ...more },
    });
    given(...named)
      .when(visit({ meeting: 'M-1' }), observer('observer-1'))
      .then({ type: 'GuidanceVisitRecorded', data: { meeting: 'M-1' } });
    given(...named)
      .when(visit({}), observer('observer-1'))
      .thenRejected('visit-without-place');
  });

  test.each([
    ['guidance-group-unknown', { code: 'ZD-9' }],
    ['target-unknown', { unit: 'W-T9' }],
    ['visited-before-naming', { visitedOn: '2021-05-15' }],
    ['date-in-future', { visitedOn: '2023-01-01' }],
  ])('refused: %s', (code, change) => {
    given(...named)
      .when(recordGuidanceVisit(change), observer('observer-1'))
      .thenRejected(code);
  });

  test('the same opinion once more changes nothing', () => {
    given(...named, { ...recordGuidanceVisit(), by: observer('observer-1') })
      .when(recordGuidanceVisit(), observer('observer-1'))
      .thenNothing();
  });
});

test('observers of the level above change nothing else but what everybody may, such as their own mailbox', () => {
  const isForAll = (by: readonly Role[]) => PERSON_ROLES.every((role) => by.includes(role));
  const open = allProcesses.flatMap(({ name, commands }) =>
    [...commands]
      .filter(([, { by }]) => by.includes('guidanceObserver') && !isForAll(by))
      .map(([command]) => `${name} ${command}`),
  );
  expect(open).toEqual(['inspection-round RecordGuidanceVisit']);
});
