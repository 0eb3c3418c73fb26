import { expect, test } from '@jest/globals';
import { coverageOf } from '../../../cli/doctor-calendar.js';
import { shippedNotices } from '../../../domain/organization/notice-calendar.js';

test.each([
  ['2026-06-01', 'good'],
  ['2026-11-14', 'good'],
  ['2026-11-15', 'note'],
  ['2027-01-01', 'lacks'],
])('on %s the notices up to 2026 are %s', (today, state) => {
  const coverage = coverageOf(shippedNotices, today);
  expect(coverage.state).toBe(state);
  expect(coverage.words).toContain('notices 2018–2026');
});
