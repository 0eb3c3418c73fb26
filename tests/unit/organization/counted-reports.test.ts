import { expect, test } from '@jest/globals';
import { countedReports } from '../../../domain/organization/counted-reports.js';
import type { FigureReport } from '../../../domain/organization/state.js';

const period = (from: string, fromOn: string, toOn: string): FigureReport => ({
  from,
  fromOn,
  toOn,
});
const quarters = {
  'Q-2': period('WX', '2026-04-01', '2026-06-30'),
  'Q-1': period('WX', '2026-01-01', '2026-03-31'),
};
const counted = (reports: Readonly<Record<string, FigureReport>>, on: string) =>
  countedReports(reports, on).map(({ report }) => report);

test('a period counts from the day on which it ends, in the order of periods', () => {
  expect(counted(quarters, '2026-03-30')).toEqual([]);
  expect(counted(quarters, '2026-03-31')).toEqual(['Q-1']);
  expect(counted(quarters, '2026-06-30')).toEqual(['Q-1', 'Q-2']);
});

test('a year counts instead of its quarters, once it has ended', () => {
  const reports = { ...quarters, 'Y-1': period('WX', '2026-01-01', '2026-12-31') };
  expect(counted(reports, '2026-12-30')).toEqual(['Q-1', 'Q-2']);
  expect(counted(reports, '2026-12-31')).toEqual(['Y-1']);
});

test('periods that share a single day are not both summed; those that meet are', () => {
  const half = { 'H-1': period('WX', '2026-03-31', '2026-09-30') };
  expect(counted({ ...quarters, ...half }, '2026-12-31')).toEqual(['H-1']);
  const next = { 'Q-3': period('WX', '2026-07-01', '2026-09-30') };
  expect(counted({ ...quarters, ...next }, '2026-12-31')).toEqual(['Q-1', 'Q-2', 'Q-3']);
});

test('of two as long as each other the earlier counts', () => {
  const days = {
    'B-1': period('WX', '2026-01-05', '2026-01-14'),
    'A-1': period('WX', '2026-01-01', '2026-01-10'),
  };
  expect(counted(days, '2026-12-31')).toEqual(['A-1']);
});

test('another organization has periods of its own', () => {
  const other = { 'C-1': period('CA', '2026-01-01', '2026-12-31') };
  expect(counted({ ...quarters, ...other }, '2026-12-31')).toEqual(['C-1', 'Q-1', 'Q-2']);
});
