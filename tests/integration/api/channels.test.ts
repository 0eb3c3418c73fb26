import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { addAccounts } from '../../../api/access/accounts.js';
import { testApi, type TestApi } from '../../support/api.js';

let api: TestApi;
let cookies: Record<'first' | 'second', string>;
const password = 'correct-horse-battery';
const origin = { host: 'localhost:3000', origin: 'http://localhost:3000' };

beforeAll(async () => {
  api = await testApi();
  const posts = [{ role: 'targetOwner' as const, scope: 'unit:W-T1' }];
  const names = ['first', 'second'];
  await addAccounts(
    api.deps.database.db,
    names.map((name) => ({ name, password, posts })),
  );
  const [first = '', second = ''] = await Promise.all(names.map(cookieOf));
  cookies = { first, second };
});
afterAll(() => api.close());

async function cookieOf(name: string): Promise<string> {
  const payload = { name, password };
  const answer = await api.app.inject({ method: 'POST', url: '/api/session', payload });
  return answer.cookies.map((cookie) => `${cookie.name}=${cookie.value}`).join('; ');
}

type Who = keyof typeof cookies;

const list = (who: Who) =>
  api.app.inject({ url: '/api/me/channels', headers: { ...origin, cookie: cookies[who] } });
const put = (who: Who, kind: string, payload: object) =>
  api.app.inject({
    method: 'PUT',
    url: `/api/me/channels/${kind}`,
    headers: { ...origin, cookie: cookies[who] },
    payload,
  });
const remove = (who: Who, kind: string) =>
  api.app.inject({
    method: 'DELETE',
    url: `/api/me/channels/${kind}`,
    headers: { ...origin, cookie: cookies[who] },
  });

const hook = { target: 'https://office.example.org/hook', secret: 'a-long-secret' };

describe('addresses', () => {
  test('are set, shown to their owner alone, and removed', async () => {
    expect((await put('first', 'mail', { target: 'one@example.org' })).json()).toMatchObject({
      kind: 'mail',
      target: 'one@example.org',
      hasSecret: false,
    });
    expect((await put('first', 'mail', { target: 'two@example.org' })).statusCode).toBe(200);
    expect((await list('first')).json()).toMatchObject({
      channels: [{ kind: 'mail', target: 'two@example.org' }],
    });
    expect((await list('second')).json()).toEqual({ channels: [] });
    expect((await remove('second', 'mail')).statusCode).toBe(404);
    expect((await remove('first', 'mail')).statusCode).toBe(204);
    expect((await list('first')).json()).toEqual({ channels: [] });
  });

  test('keep a secret that is never given back', async () => {
    const made = await put('first', 'webhook', hook);
    const shown = await list('first');
    expect(made.body + shown.body).not.toContain(hook.secret);
    expect(made.json()).toMatchObject({ hasSecret: true });
    const secret = async () =>
      (
        await api.database.admin.db
          .selectFrom('access.channel')
          .select('secret')
          .where('kind', '=', 'webhook')
          .executeTakeFirstOrThrow()
      ).secret;
    // Another target with the same secret.
    await put('first', 'webhook', { target: 'https://office.example.org/other' });
    expect(await secret()).toBe(hook.secret);
    const refused = await put('first', 'webhook', { target: hook.target, secret: null });
    expect(refused.json()).toMatchObject({ errors: [{ path: 'secret' }] });
    expect(await secret()).toBe(hook.secret);
    await remove('first', 'webhook');
  });

  test.each([
    ['mail', { target: 'no address' }, 'target'],
    ['mail', { target: 'a@example.org, b@example.org' }, 'target'],
    ['mail', { target: 'a@example.org\r\nBcc: b@example.org' }, 'target'],
    ['webhook', { ...hook, target: 'ftp://office.example.org' }, 'target'],
    ['webhook', { ...hook, target: 'https://name:word@office.example.org' }, 'target'],
    ['webhook', { target: hook.target }, 'secret'],
    ['webhook', { ...hook, secret: 'short' }, 'secret'],
    ['dingtalk', { target: 'javascript:alert(1)' }, 'target'],
    ['pigeon', { target: 'https://example.org' }, 'kind'],
    ['mail', {}, 'target'],
  ])('%s %o is refused, and says what is wrong', async (kind, body, path) => {
    const answer = await put('first', kind, body);
    expect(answer.statusCode).toBe(400);
    expect(answer.json()).toMatchObject({ code: 'invalid-input', errors: [{ path }] });
    expect((await list('first')).json()).toEqual({ channels: [] });
  });

  test('belong to accounts: a program has none', async () => {
    const headers = await api.as('officeDirector');
    const answer = await api.app.inject({
      url: '/api/me/channels',
      headers: { authorization: headers.authorization },
    });
    expect(answer.statusCode).toBe(403);
    expect(answer.json()).toMatchObject({ code: 'no-account' });
  });

  test('are refused to a page of another site', async () => {
    const answer = await api.app.inject({
      method: 'PUT',
      url: '/api/me/channels/mail',
      headers: { host: origin.host, origin: 'https://evil.example', cookie: cookies.first },
      payload: { target: 'evil@example.org' },
    });
    expect(answer.statusCode).toBe(403);
  });
});

describe('the worker', () => {
  test('reads addresses, names and posts, and nothing that lets anyone in', async () => {
    const { pool } = api.database.as('worker_rw');
    const read = (query: string) =>
      pool.query(query).then(
        () => 'read',
        (error: unknown) => (error as { code?: string }).code,
      );
    expect(await read('select target, secret from access.channel')).toBe('read');
    expect(await read('select id, name, posts, disabled from access.account')).toBe('read');
    expect(await read('select password_hash from access.account')).toBe('42501');
    expect(await read('select * from access.session')).toBe('42501');
    expect(await read("update access.channel set target = 'x'")).toBe('42501');
  });
});
