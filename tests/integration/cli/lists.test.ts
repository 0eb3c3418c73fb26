import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { listLists, publishLists, type WantedLists } from '../../../cli/lists.js';
import type { sendAsOfficer } from '../../../cli/officer.js';
import type { Terminal } from '../../../cli/terminal.js';
import { readEnvironment, type Environment } from '../../../config/environment.js';
import { shippedLists } from '../../../domain/organization/lists/shipped-lists.js';
import { organizationStream } from '../../../rule-book/index.js';
import { testApi, type TestApi } from '../../support/api.js';
import { publishList } from '../../support/organization-registers.js';

let api: TestApi;
let environment: Environment;
const home = mkdtempSync(join(tmpdir(), 'xuncha-lists-'));
const now = '2026-03-02T02:00:00.000Z';

beforeAll(async () => {
  api = await testApi();
  const stream = await organizationStream(api.deps.database.db);
  const open = { type: 'OpenOrganization', data: { name: '某县委巡察办' } };
  await api.decide(stream, { ...open, by: 'process', now });
  environment = readEnvironment({
    DATABASE_URL: api.database.url,
    // Nothing listens there: `decided` stands in for the workflow.
    TEMPORAL_ADDRESS: '127.0.0.1:1',
    XUNCHA_HOME: home,
    XUNCHA_SECRET: api.database.secret,
  });
});
afterAll(async () => {
  await api.close();
  rmSync(home, { recursive: true, force: true });
});

/** Decides as the worker would. */
const decided: typeof sendAsOfficer = async (_environment, stream, { type, data }) => {
  await api.decide(stream, { type, data, by: 'officeDirector', now });
  return 0;
};
const refused: typeof sendAsOfficer = (_environment, _stream, _command, terminal) => {
  terminal.fail('version-out-of-order: The next version of COUNTY is 2.');
  return Promise.resolve(1);
};

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
const listed = () => run((terminal) => listLists(environment, terminal));
const published = (wanted: WantedLists, send = decided) =>
  run((terminal) => publishLists(environment, wanted, terminal, send));

test('what ships is not published by itself', async () => {
  const { code, said, data } = await listed();
  expect(code).toBe(0);
  expect(said).toHaveLength(shippedLists.length);
  expect(said.filter((line) => !line.endsWith(': not published'))).toEqual([]);
  expect(data[0]).toMatchObject({ list: 'taxonomy', name: 'COUNTY', version: null });
});

test('nothing is published while nothing runs that could take the command', async () => {
  const nowhere = readEnvironment({ XUNCHA_HOME: home, XUNCHA_SECRET: api.database.secret });
  const { code, failed } = await run((terminal) => publishLists(nowhere, {}, terminal));
  expect(code).toBe(3);
  expect(failed).toEqual([expect.stringContaining('Start the product first')]);
});

test('what does not ship is refused with what does', async () => {
  const { code, failed } = await published({ kind: 'taxonomy', name: 'MOON' });
  expect(code).toBe(2);
  expect(failed).toEqual(['No list taxonomy MOON ships. There are: COUNTY']);
});

test('the first refusal of the office ends it', async () => {
  const { code, said, failed } = await published({ kind: 'focusScheme' }, refused);
  expect({ code, said }).toEqual({ code: 1, said: [] });
  expect(failed).toHaveLength(1);
});

test('one list, then the others: each is published once', async () => {
  const one = await published({ kind: 'focusScheme', name: 'THREE-FOCUSES' });
  expect(one.said).toEqual(['focusScheme THREE-FOCUSES  “三个聚焦” is published, version 1.']);
  const rest = await published({});
  expect(rest.code).toBe(0);
  expect(rest.said).toHaveLength(shippedLists.length);
  expect(rest.said.at(-1)).toBe('1 list was published before and stays as it is.');
  const again = await published({});
  expect(again.said).toEqual([
    `${shippedLists.length} lists were published before and stay as they are.`,
  ]);
  const { said } = await listed();
  expect(said.filter((line) => !line.endsWith(': version 1, published 2026-03-02'))).toEqual([]);
});

test('a later version and a list of its own stand where an office made them', async () => {
  const stream = await organizationStream(api.deps.database.db);
  for (const { type, data } of [publishList({ version: 2 }), publishList({ name: 'OWN' })])
    await api.decide(stream, { type, data, by: 'officeStaff', now });
  const { said } = await listed();
  expect(said[0]).toMatch(/ships in version 1: version 2, published 2026-03-02$/);
  expect(said.at(-1)).toBe("taxonomy OWN, the office's own: version 1, published 2026-03-02");
});
