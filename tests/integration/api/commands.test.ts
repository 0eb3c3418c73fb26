import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { proposal, seedRound, testApi, type TestApi } from '../../support/api.js';

let api: TestApi;
let staff: { authorization: string; actor: string };

beforeAll(async () => {
  api = await testApi();
  staff = await api.as('officeStaff');
});
afterAll(() => api.close());

interface Attempt {
  id?: string;
  command?: string;
  process?: string;
  body?: unknown;
  headers?: Record<string, string>;
}

const attempt = ({
  id = randomUUID(),
  command = 'ProposeRound',
  process = 'inspection-round',
  body = proposal(),
  headers = {},
}: Attempt = {}) =>
  api.app.inject({
    method: 'POST',
    url: `/api/${process}/${id}/commands/${command}`,
    headers: {
      authorization: staff.authorization,
      'idempotency-key': randomUUID(),
      'content-type': 'application/json',
      ...headers,
    },
    payload: typeof body === 'string' ? body : JSON.stringify(body),
  });

describe('a request that is not valid', () => {
  test('is answered with the path of every wrong field', async () => {
    const answer = await attempt({
      body: proposal({ sequence: '12', pack: { pack: 7, version: 1 }, extra: true }),
    });
    expect(answer.statusCode).toBe(400);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    const { code, errors } = answer.json<{ code: string; errors: { path: string }[] }>();
    expect(code).toBe('invalid-input');
    expect(errors.map(({ path }) => path).sort()).toEqual(['extra', 'pack.pack', 'sequence']);
  });

  test('is answered in Chinese to those who prefer it', async () => {
    const body = proposal({ sequence: '12' });
    const headers = { 'accept-language': 'zh-CN,zh;q=0.9,en;q=0.5' };
    const answer = await attempt({ body, headers });
    const { title, errors } = answer.json<{ title: string; errors: { message: string }[] }>();
    expect(title).toBe('请求内容有误');
    expect(errors[0]?.message).toContain('无效输入');
  });

  test.each([
    ['malformed JSON', '{"number": ', 'malformed-json', 400],
    ['an empty body', '', 'malformed-json', 400],
    ['a __proto__ member', '{"__proto__": {"admin": true}}', 'malformed-json', 400],
    ['three megabytes', JSON.stringify({ number: 'x'.repeat(3_000_000) }), 'body-too-large', 413],
  ])('%s', async (_name, body, code, status) => {
    const answer = await attempt({ body });
    expect(answer.json()).toMatchObject({ code, status });
    expect(answer.statusCode).toBe(status);
    expect(answer.body).not.toContain('    at ');
  });

  test('half of a surrogate pair is named, as the log cannot keep it', async () => {
    const body = JSON.stringify(proposal({ name: 'x' })).replace('"x"', '"\\ud800"');
    const answer = await attempt({ body });
    expect(answer.json()).toMatchObject({ code: 'invalid-input', errors: [{ path: 'name' }] });
  });

  test('another content type', async () => {
    const answer = await attempt({ headers: { 'content-type': 'text/plain' } });
    expect(answer.json()).toMatchObject({ code: 'not-json', status: 415 });
  });

  test.each([['not-a-uuid'], ['']])('the key %j', async (key) => {
    const answer = await attempt({ headers: { 'idempotency-key': key } });
    expect(answer.json()).toMatchObject({
      code: 'invalid-input',
      errors: [{ path: 'idempotency-key' }],
    });
  });

  test('a case id that is no UUID', async () => {
    const answer = await attempt({ id: '42' });
    expect(answer.json()).toMatchObject({ status: 400, errors: [{ path: 'id' }] });
  });
});

describe('what does not exist is answered with what does', () => {
  test('a process', async () => {
    const answer = await attempt({ process: 'audit-round' });
    expect(answer.json()).toMatchObject({ status: 404, code: 'unknown-process' });
    expect(answer.json<{ exists: string[] }>().exists).toContain('inspection-round');
  });

  test('a command, and one that only the clock or another process sends', async () => {
    for (const command of ['OpenRound', 'NoteTargetStationed']) {
      const answer = await attempt({ command });
      expect(answer.json()).toMatchObject({ status: 404, code: 'unknown-command' });
      expect(answer.json<{ exists: string[] }>().exists).toContain('ProposeRound');
    }
  });

  test('a case, for a command that does not open one', async () => {
    const body = { unit: 'W-T9', name: 'x', category: 'party', type: 'regular' };
    const answer = await attempt({ command: 'NominateTarget', body });
    expect(answer.json()).toMatchObject({ status: 404, code: 'not-found' });
  });
});

describe('who may send', () => {
  test('nobody without credentials, before the body is looked at', async () => {
    const answer = await attempt({ headers: { authorization: '' }, body: '{' });
    expect(answer.json()).toMatchObject({ status: 401, code: 'not-signed-in' });
  });

  test('no post of the command: 403, the same for a case that exists and one that does not', async () => {
    const { id } = await seedRound(api);
    const group = await api.as('groupHead');
    const answers = await Promise.all(
      [id, randomUUID()].map((of) =>
        attempt({ id: of, headers: { authorization: group.authorization } }),
      ),
    );
    for (const answer of answers) expect(answer.json()).toMatchObject({ code: 'forbidden' });
    const [one, other] = answers.map((answer) => ({
      ...answer.json<Record<string, unknown>>(),
      requestId: '',
    }));
    expect(one).toEqual(other);
  });

  test('a post elsewhere: as if the case did not exist', async () => {
    const { id } = await seedRound(api);
    const elsewhere = await api.as('officeStaff', 'unit:elsewhere');
    const body = { unit: 'W-T2', reason: '换人' };
    const headers = { authorization: elsewhere.authorization };
    const answer = await attempt({ id, command: 'WithdrawTarget', body, headers });
    expect(answer.json()).toMatchObject({ status: 404, code: 'not-found' });
  });
});

describe('the same key again', () => {
  test('with the same request gives the same answer, from the log alone', async () => {
    const id = randomUUID();
    const commandId = randomUUID();
    const { version, position, events } = await api.decide(`inspection-round-${id}`, {
      type: 'ProposeRound',
      data: proposal(),
      by: 'officeStaff',
      actor: staff.actor,
      commandId,
    });
    const accepted = { commandId, version, position, events };
    const headers = { 'idempotency-key': commandId.toUpperCase() };
    const answer = await attempt({ id, headers });
    expect(answer.statusCode).toBe(200);
    expect(answer.json()).toEqual(accepted);
    const outcome = await api.app.inject({
      url: `/api/commands/${commandId}`,
      headers: { authorization: staff.authorization },
    });
    expect(outcome.json()).toEqual(accepted);
  });

  test('with another body or for another case is refused', async () => {
    const id = randomUUID();
    const commandId = randomUUID();
    const command = {
      type: 'ProposeRound',
      data: proposal(),
      by: 'officeStaff',
      commandId,
    } as const;
    await api.decide(`inspection-round-${id}`, command);
    const headers = { 'idempotency-key': commandId };
    const body = proposal({ name: '另一轮' });
    for (const answer of [await attempt({ id, headers, body }), await attempt({ headers })])
      expect(answer.json()).toMatchObject({ status: 422, code: 'idempotency-key-reused' });
  });
});

test('a Temporal server that is away is 503 with Retry-After, and nothing is lost', async () => {
  const answer = await attempt();
  expect(answer.json()).toMatchObject({ status: 503, code: 'temporal-away' });
  expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
});

test('a command that nobody knows is pending', async () => {
  const commandId = randomUUID();
  const answer = await api.app.inject({
    url: `/api/commands/${commandId}`,
    headers: { authorization: staff.authorization },
  });
  expect(answer.statusCode).toBe(202);
  expect(answer.json()).toEqual({ commandId, status: 'pending' });
});
