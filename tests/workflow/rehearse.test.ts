import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runRehearsal, type RehearsalOptions } from '../../cli/rehearse.js';
import type { Terminal } from '../../cli/terminal.js';
import type { Environment } from '../../config/environment.js';
import { countyDefault } from '../../domain/policy/county-default.js';
import { addDays } from '../../domain/shared/calendar-date.js';
import { head } from '../../event-store/read.js';
import { dayOf, proposedRound, type CaseRuns } from '../support/runs.js';
import { testTemporalAddress } from '../support/servers.js';
import { startTestStack, type TestStack } from '../support/stack.js';

let stack: TestStack;
let round: CaseRuns;
let folder: string;
beforeAll(async () => {
  stack = await startTestStack();
  folder = mkdtempSync(join(tmpdir(), 'xuncha-test-'));
  round = await proposedRound(stack);
  await round.nominate();
});
afterAll(async () => {
  await stack.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** The configuration of an installation that runs on the test's own database. */
const installation = (): Environment => ({
  ...stack.environment,
  home: join(folder, 'home'),
  databaseUrl: stack.database.url,
  temporalAddress: testTemporalAddress(),
});

interface Heard {
  readonly lines: string[];
  readonly data: Record<string, unknown>[];
  readonly failures: string[];
}

/** @param onDocument is called at each document, while the sandbox still stands */
async function rehearsed(
  options: RehearsalOptions,
  {
    onDocument,
    rehearsal = true,
  }: { onDocument?: (document: Heard['data'][number]) => void; rehearsal?: boolean } = {},
): Promise<Heard & { code: number }> {
  const heard: Heard = { lines: [], data: [], failures: [] };
  const terminal: Terminal = {
    say: (line) => heard.lines.push(line),
    detail: () => undefined,
    data: (document) => {
      heard.data.push(document as Record<string, unknown>);
      onDocument?.(document as Record<string, unknown>);
    },
    fail: (line) => heard.failures.push(line),
  };
  return {
    ...heard,
    code: await runRehearsal({ ...installation(), rehearsal }, options, terminal),
  };
}

const unknown = '00000000-0000-4000-8000-000000000000';
const inDays = async (days: number) => addDays(await dayOf(stack), days);

async function sandboxDatabases(): Promise<readonly string[]> {
  const { rows } = await stack.database.admin.pool.query<{ datname: string }>(
    "select datname from pg_database where datname like 'rehearsal%'",
  );
  return rows.map(({ datname }) => datname);
}

test('a copied round fires its coming reminders in a sandbox, and the original stays as it was', async () => {
  const before = await head(stack.database.admin.db);
  const during: Promise<readonly string[]>[] = [];
  const file = join(folder, 'pack.json');
  const quick = countyDefault.rules.map((row) =>
    row.rule === 'round-approval' && row.limit
      ? { ...row, limit: { ...row.limit, amount: 3 } }
      : row,
  );
  writeFileSync(file, JSON.stringify({ ...countyDefault, pack: 'quick', rules: quick }));

  const onDocument = ({ type }: Heard['data'][number]) => {
    if (type === 'EscalationRaised') during.push(sandboxDatabases());
  };
  const { code, data, lines } = await rehearsed(
    { round: round.stream, until: await inDays(60), pack: file },
    { onDocument },
  );

  expect(code).toBe(0);
  const claims = data.filter(({ type }) => type !== undefined);
  expect(claims.map(({ type, data: claim }) => [type, (claim as { rung?: string }).rung])).toEqual([
    ['ReminderIssued', 'yellow'],
    ['ReminderIssued', 'due'],
    ['DeadlineMissed', undefined],
    ['EscalationRaised', 'red-3'],
    ['EscalationRaised', 'red-7'],
  ]);
  // The copy keeps its pack; what the other pack would change is told apart.
  const [change, ...others] = data.filter(({ otherDueOn }) => otherDueOn !== undefined);
  expect(others).toEqual([]);
  expect(String(change?.['otherDueOn']) < String(change?.['dueOn'])).toBe(true);
  expect(lines.join('\n')).toContain('county-default 1');

  const standing = (await Promise.all(during)).flat();
  expect(standing.length).toBeGreaterThan(0);
  const left = await sandboxDatabases();
  expect(standing.filter((name) => left.includes(name))).toEqual([]);
  expect(await head(stack.database.admin.db)).toEqual(before);
  expect(await stack.rehearsal.now()).toBeLessThan(Date.now() + 60_000);
});

test('Ctrl+C ends a rehearsal, and its sandbox is gone', async () => {
  const during: Promise<readonly string[]>[] = [];
  const onDocument = ({ type }: Heard['data'][number]) => {
    if (type === undefined || during.length > 0) return;
    during.push(sandboxDatabases());
    process.emit('SIGINT');
  };
  await expect(rehearsed({ round: round.stream }, { onDocument })).rejects.toThrow('Interrupted.');
  const standing = (await Promise.all(during)).flat();
  expect(standing.length).toBeGreaterThan(0);
  const left = await sandboxDatabases();
  expect(standing.filter((name) => left.includes(name))).toEqual([]);
});

test.each<
  [what: string, options: () => RehearsalOptions | Promise<RehearsalOptions>, words: string]
>([
  ['nothing at all', () => ({}), 'Name one thing to rehearse'],
  ['two things at once', () => ({ round: unknown, scenario: 'weixian' }), 'Name one thing'],
  ['an unknown scenario', () => ({ scenario: 'atlantis' }), 'There are: weixian'],
  ['an unknown round', () => ({ round: unknown }), 'There is no round'],
  ['the number of a round', () => ({ round: 'XC-1' }), 'no id of a round'],
  ['today', async () => ({ round: round.stream, until: await inDays(0) }), 'does not lie ahead'],
  ['an impossible day', () => ({ scenario: 'weixian', until: '2027-02-30' }), 'is not a date'],
  ['a missing pack', () => ({ round: unknown, pack: join(folder, 'none.json') }), 'cannot be read'],
  ['a pack to a moved clock', () => ({ to: '2027-02-28', pack: 'x.json' }), 'belong to --scenario'],
])('refuses %s in words', async (_what, options, words) => {
  const { code, failures } = await rehearsed(await options());
  expect(failures.join('\n')).toContain(words);
  expect(code).toBe(2);
});

test('moves only the clock of a rehearsal installation', async () => {
  const { code, failures } = await rehearsed({ to: await inDays(1) }, { rehearsal: false });
  expect(failures.join('\n')).toContain('This is not a rehearsal');
  expect(code).toBe(2);
});
