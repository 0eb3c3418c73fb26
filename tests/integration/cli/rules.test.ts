import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { explain } from '../../../cli/explain.js';
import {
  applyCalendar,
  listRules,
  previewCalendar,
  publishCalendar,
  publishPack,
  showRules,
  whatIfRules,
} from '../../../cli/rules.js';
import type { Terminal } from '../../../cli/terminal.js';
import { readEnvironment, type Environment } from '../../../config/environment.js';
import { countyDefault } from '../../../domain/policy/county-default.js';
import { head } from '../../../event-store/read.js';
import { organizationStream } from '../../../rule-book/index.js';
import { buildViews, seedRound, testApi, type TestApi } from '../../support/api.js';
import { calendar2027, ownPack } from '../../support/organization-story.js';

let api: TestApi;
let round: { id: string; stream: string };
let environment: Environment;
const home = mkdtempSync(join(tmpdir(), 'xuncha-rules-'));

/** The county pack with five working days for the approval of a round. */
const strict = ownPack({
  rules: countyDefault.rules.map((row) =>
    row.rule === 'round-approval'
      ? { ...row, limit: { amount: 5, unit: 'workingDay', roll: 'nextWorkingDay' } }
      : row,
  ),
});

beforeAll(async () => {
  api = await testApi();
  round = await seedRound(api);
  const stream = await organizationStream(api.deps.database.db);
  const send = (type: string, data: object, by: 'process' | 'officeDirector') =>
    api.decide(stream, { type, data, by, now: '2026-03-02T02:00:00.000Z' });
  await send('OpenOrganization', { name: '某县委巡察办' }, 'process');
  await send('PublishPolicyPack', { pack: strict }, 'officeDirector');
  await buildViews(api);
  environment = readEnvironment({
    DATABASE_URL: api.database.url,
    // Nothing listens there: these verbs read, and never need the server.
    TEMPORAL_ADDRESS: '127.0.0.1:1',
    XUNCHA_HOME: home,
    XUNCHA_SECRET: api.database.secret,
  });
});
afterAll(async () => {
  await api.close();
  rmSync(home, { recursive: true, force: true });
});

/** Runs a verb and keeps every line of it. */
async function run(verb: (terminal: Terminal) => Promise<number>) {
  const said: string[] = [];
  const data: unknown[] = [];
  const failed: string[] = [];
  const code = await verb({
    say: (line) => said.push(line),
    detail: () => undefined,
    data: (value) => data.push(value),
    fail: (line) => failed.push(line),
  });
  return { code, said, data, failed };
}

function fileOf(name: string, content: unknown): string {
  const file = join(home, name);
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

describe('reading the rules', () => {
  test('lists every pack and the calendar in force', async () => {
    const { code, said, failed } = await run((terminal) => listRules(environment, terminal));
    expect({ code, failed }).toEqual({ code: 0, failed: [] });
    expect(said).toEqual([
      'county-default 1  县级默认规则包  2018-01-01  (shipped)',
      '2015-text 1  2015 年条例文本规则包  2015-08-03  (shipped)',
      'own 1  本县规则包  2018-01-01',
      'calendar in force: cn-notices-2026, notices 2018–2026',
    ]);
  });

  test('shows a pack as JSON that can be edited, by name or by name and version', async () => {
    for (const pack of ['own', 'own@1']) {
      const { code, said, data } = await run((terminal) =>
        showRules(environment, { pack }, terminal),
      );
      expect(code).toBe(0);
      expect(JSON.parse(said.join('\n'))).toEqual(strict);
      expect(data).toEqual([strict]);
    }
    const { said } = await run((terminal) => showRules(environment, {}, terminal));
    expect(JSON.parse(said.join('\n'))).toMatchObject({ calendar: 'cn-notices-2026' });
  });

  test.each(['own@2', 'coffee', 'own@latest', '@1', ''])('knows no pack %s', async (pack) => {
    const { code, failed } = await run((terminal) => showRules(environment, { pack }, terminal));
    expect(code).toBe(2);
    expect(failed).toEqual([`Nobody published a pack ${pack}; see: pack list`]);
  });
});

describe('a deadline explained', () => {
  const explained = (process: string, id: string, deadline: string) =>
    run((terminal) => explain(environment, { process, id, deadline }, terminal));

  test('is told day by day, with its versions', async () => {
    const { code, said } = await explained('inspection-round', round.id, 'round-approval');
    expect(code).toBe(0);
    expect(said[0]).toBe('巡察方案报批：2021-05-14  running');
    expect(said).toContain('  起算  RoundProposed 2021-04-28（第 1 号事件）');
    expect(said.join('\n')).toContain('2021-05-08 周六  第 5 天  调休上班');
    expect(said.join('\n')).toContain('待发  2021-05-14 09:00  due [memo]');
  });

  test.each([
    ['coffee', 'round-approval', 'There is no process coffee.'],
    ['inspection-round', 'coffee', 'The case has no deadline coffee. It has: round-approval.'],
  ])('of %s %s is none', async (process, deadline, sentence) => {
    const { code, failed } = await explained(process, round.id, deadline);
    expect({ code, failed }).toEqual({ code: 2, failed: [sentence] });
  });

  test('of no case is none', async () => {
    const id = '00000000-0000-4000-8000-000000000000';
    const { code, failed } = await explained('inspection-round', id, 'round-approval');
    expect({ code, failed }).toEqual({
      code: 2,
      failed: [`There is no case inspection-round-${id}.`],
    });
  });
});

describe('what other rules would do', () => {
  const spring = { from: '2021-04-01', to: '2021-06-30' };
  const whatIf = (asked: Parameters<typeof whatIfRules>[1]) =>
    run((terminal) => whatIfRules(environment, asked, terminal));

  test('is compared by a published pack or a file, and nothing is written', async () => {
    const { position } = await head(api.deps.database.db);
    for (const pack of ['own@1', fileOf('draft.json', { ...strict, pack: 'draft' })]) {
      const { code, said, data } = await whatIf({ ...spring, pack });
      expect(code).toBe(0);
      expect(said).toEqual([
        'XC-10-12  巡察方案报批  2021-05-14 逾期 → 2021-05-08 逾期',
        '1 deadlines: 1 late, 1 would have been.',
      ]);
      expect(data.at(-1)).toEqual({ deadlines: 1, late: 1, otherLate: 1 });
    }
    expect((await head(api.deps.database.db)).position).toBe(position);
  });

  test('a calendar file is previewed without being published', async () => {
    const { position } = await head(api.deps.database.db);
    const file = fileOf('2027.json', calendar2027);
    const { code, said } = await run((terminal) => previewCalendar(environment, file, terminal));
    expect({ code, said }).toEqual({ code: 0, said: ['0 deadlines are touched.'] });
    const year2021 = calendar2027.years['2021'];
    const flood = {
      ...calendar2027,
      calendar: 'cn-flood',
      years: {
        ...calendar2027.years,
        '2021': {
          rest: [...(year2021?.rest ?? []), ['2021-05-11', '2021-05-11', '防汛']],
          work: year2021?.work ?? [],
        },
      },
    };
    const moved = await run((terminal) =>
      previewCalendar(environment, fileOf('flood.json', flood), terminal),
    );
    expect(moved.said).toEqual([
      'XC-10-12  巡察方案报批 (round-approval)  2021-05-14 → 2021-05-17, 4 reminders move',
      '1 deadlines are touched.',
    ]);
    expect((await head(api.deps.database.db)).position).toBe(position);
  });

  test.each<[string, Partial<Parameters<typeof whatIfRules>[1]>, string]>([
    ['a day that does not exist', { from: '2021-02-30' }, '2021-02-30 is no day like 2021-05-22.'],
    [
      'a period that ends before it begins',
      { to: '2021-01-01' },
      'The period ends on 2021-01-01, before it begins on 2021-04-01.',
    ],
    ['a pack nobody published', { pack: 'own@9' }, 'Nobody published a pack own@9; see: pack list'],
    ['a file that is not there', { pack: '/none/pack.json' }, '/none/pack.json cannot be read.'],
    ['a calendar that is not there', { calendar: '/none/c.json' }, '/none/c.json cannot be read.'],
  ])('is not compared by %s', async (_what, changes, sentence) => {
    const { code, failed } = await whatIf({ ...spring, ...changes });
    expect({ code, failed }).toEqual({ code: 2, failed: [sentence] });
  });

  test('is not compared by a pack without a rule of the product', async () => {
    const pack = fileOf('part.json', { ...strict, rules: strict.rules.slice(1) });
    const { code, failed } = await whatIf({ ...spring, pack });
    expect(code).toBe(2);
    expect(failed[0]).toBe(`${pack}: The pack has no rule round-approval. (rule-missing)`);
  });
});

describe('publishing', () => {
  const tried = (file: string) => run((terminal) => publishPack(environment, file, terminal));

  test('takes no file that is no pack, and names every wrong place', async () => {
    const typo = { ...strict, officeTime: '9:00', effectiveFrom: '2021-02-30' };
    const { code, failed } = await tried(fileOf('typo.json', typo));
    expect(code).toBe(2);
    expect(failed.join('\n')).toContain('effectiveFrom');
    expect(failed.join('\n')).toContain('officeTime');
    expect((await tried(fileOf('text.json', 'time limits'))).failed[0]).toMatch(/is not JSON\.$/);
  });

  test('takes no calendar that could not be, and names the year', async () => {
    const file = fileOf('part-2027.json', {
      ...calendar2027,
      years: { '2027': { rest: [], work: [] } },
    });
    const { code, failed } = await run((terminal) => publishCalendar(environment, file, terminal));
    expect(code).toBe(2);
    expect(failed[0]).toContain('2018');
  });

  test('says so when nothing runs that could take the command', async () => {
    const nowhere = readEnvironment({ XUNCHA_HOME: home, XUNCHA_SECRET: api.database.secret });
    const file = fileOf('own.json', strict);
    for (const verb of [
      (terminal: Terminal) => publishPack(nowhere, file, terminal),
      (terminal: Terminal) => publishCalendar(nowhere, file, terminal),
      (terminal: Terminal) => applyCalendar(nowhere, terminal),
    ]) {
      const { code, failed } = await run(verb);
      expect(code).toBe(3);
      expect(failed).toEqual([expect.stringContaining('Start the product first')]);
    }
  });
});
