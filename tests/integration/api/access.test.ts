import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { addAccounts } from '../../../api/access/accounts.js';
import { ensureAccounts } from '../../../api/access/first-start.js';
import { revokeToken } from '../../../api/access/tokens.js';
import { testApi, type TestApi } from '../../support/api.js';

let api: TestApi;
const password = 'correct-horse-battery';
const minute = 60_000;

beforeAll(async () => {
  api = await testApi();
  const posts = [{ role: 'officeStaff' as const, scope: 'all' }];
  const names = ['clerk', 'victim', 'leaver'];
  await addAccounts(
    api.deps.database.db,
    names.map((name) => ({ name, password, posts })),
  );
});
afterAll(() => api.close());
beforeEach(() => {
  api.wall.millis += 24 * 60 * minute;
});

const signIn = (name: string, given = password, headers: Record<string, string> = {}) =>
  api.app.inject({
    method: 'POST',
    url: '/api/session',
    headers,
    payload: { name, password: given },
  });

const cookieOf = (answer: { cookies: { name: string; value: string }[] }): string =>
  answer.cookies.map(({ name, value }) => `${name}=${value}`).join('; ');

const whoAmI = (cookie: string) => api.app.inject({ url: '/api/session', headers: { cookie } });

const ownPage = { host: 'localhost:3000', origin: 'http://localhost:3000' };

describe('signing in', () => {
  test('gives a cookie that scripts and other sites cannot use', async () => {
    const answer = await signIn('clerk');
    expect(answer.statusCode).toBe(200);
    expect(answer.cookies).toMatchObject([
      { name: 'xuncha-session', httpOnly: true, sameSite: 'Strict', path: '/' },
    ]);
    expect(answer.cookies[0]).not.toHaveProperty('secure', true);
    const { actor } = answer.json<{ actor: string }>();
    expect(actor).toMatch(/^account:[0-9a-f-]{36}$/);
    const me = await whoAmI(cookieOf(answer));
    expect(me.json()).toMatchObject({
      actor,
      name: 'clerk',
      via: 'session',
      posts: [{ role: 'officeStaff', scope: 'all' }],
    });
  });

  test('keeps no text that would open a session or an account', async () => {
    const answer = await signIn('clerk');
    const value = answer.cookies[0]?.value ?? '';
    const { db } = api.database.admin;
    const sessions = JSON.stringify(await db.selectFrom('access.session').selectAll().execute());
    const accounts = JSON.stringify(await db.selectFrom('access.account').selectAll().execute());
    expect(sessions).not.toContain(value);
    expect(accounts).not.toContain(password);
    expect(accounts).toContain('$argon2id$v=19$m=65536,t=3,p=1$');
  });

  test('a new session each time: one that was planted stays worthless', async () => {
    const planted = 'xuncha-session=planted';
    const answer = await api.app.inject({
      method: 'POST',
      url: '/api/session',
      headers: { cookie: planted },
      payload: { name: 'clerk', password },
    });
    expect(cookieOf(answer)).not.toBe(planted);
    expect((await whoAmI(planted)).statusCode).toBe(401);
  });

  test('fails with the same words for a wrong password, an unknown name and a disabled account', async () => {
    const { db } = api.database.admin;
    await db
      .updateTable('access.account')
      .set({ disabled: true })
      .where('name', '=', 'leaver')
      .execute();
    const answers = [
      await signIn('clerk', 'wrong'),
      await signIn('nobody-here'),
      await signIn('leaver'),
    ];
    const bodies = answers.map((answer) => ({ ...answer.json<object>(), requestId: '' }));
    expect(new Set(bodies.map((body) => JSON.stringify(body))).size).toBe(1);
    expect(bodies[0]).toMatchObject({ status: 401, code: 'wrong-name-or-password' });
  });

  test('slows down whoever guesses, for a name that exists and one that does not', async () => {
    for (const name of ['victim', 'ghost']) {
      for (let attempt = 0; attempt < 5; attempt += 1) await signIn(name, 'wrong');
      const answer = await signIn(name);
      expect(answer.json()).toMatchObject({ status: 429, code: 'too-many-attempts' });
      expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
    }
    api.wall.millis += 20 * minute;
    expect((await signIn('victim')).statusCode).toBe(200);
  });

  test('is refused from the page of another site', async () => {
    const answer = await signIn('clerk', password, { ...ownPage, origin: 'http://evil.example' });
    expect(answer.json()).toMatchObject({ status: 403, code: 'foreign-page' });
  });
});

describe('a session', () => {
  test('ends after 30 minutes without use, and in any case after 12 hours', async () => {
    const cookie = cookieOf(await signIn('clerk'));
    for (let used = 0; used < 24; used += 1) {
      api.wall.millis += 29 * minute;
      expect((await whoAmI(cookie)).statusCode).toBe(200);
    }
    api.wall.millis += 25 * minute;
    expect((await whoAmI(cookie)).statusCode).toBe(401);
    const other = cookieOf(await signIn('clerk'));
    api.wall.millis += 31 * minute;
    expect((await whoAmI(other)).statusCode).toBe(401);
  });

  test('ends with sign-out on the server, not only in the browser', async () => {
    const cookie = cookieOf(await signIn('clerk'));
    const out = await api.app.inject({
      method: 'POST',
      url: '/api/session/end',
      headers: { cookie, ...ownPage },
    });
    expect(out.statusCode).toBe(204);
    expect((await whoAmI(cookie)).statusCode).toBe(401);
  });

  test('ends when its account is disabled', async () => {
    const cookie = cookieOf(await signIn('victim'));
    const { db } = api.database.admin;
    await db
      .updateTable('access.account')
      .set({ disabled: true })
      .where('name', '=', 'victim')
      .execute();
    expect((await whoAmI(cookie)).statusCode).toBe(401);
  });

  test.each([
    ['another origin', { ...ownPage, origin: 'http://evil.example' }],
    ['another site', { 'sec-fetch-site': 'cross-site' }],
    ['the same host on another port', { ...ownPage, origin: 'http://localhost:3001' }],
    ['an opaque origin', { ...ownPage, origin: 'null' }],
    ['nothing said at all', {}],
  ])('changes nothing on behalf of %s', async (_name, headers) => {
    const cookie = cookieOf(await signIn('clerk'));
    const answer = await api.app.inject({
      method: 'POST',
      url: '/api/session/end',
      headers: { cookie, ...headers },
    });
    expect(answer.json()).toMatchObject({ status: 403, code: 'foreign-page' });
    expect((await whoAmI(cookie)).statusCode).toBe(200);
  });
});

describe('a token', () => {
  test('says who it is, and is worth nothing once revoked', async () => {
    const { authorization, actor } = await api.as('groupHead', 'group:XC-10-12/1');
    const me = () => api.app.inject({ url: '/api/session', headers: { authorization } });
    expect((await me()).json()).toMatchObject({
      actor,
      via: 'token',
      posts: [{ role: 'groupHead', scope: 'group:XC-10-12/1' }],
    });
    await revokeToken(api.deps.database.db, authorization.slice('Bearer '.length));
    expect((await me()).statusCode).toBe(401);
  });

  test.each(['Bearer xct_0000000000000000000000000000000000000000000', 'Basic YTpi', 'Bearer'])(
    '%s opens nothing, whatever the cookie says',
    async (authorization) => {
      const cookie = cookieOf(await signIn('clerk'));
      const headers = { authorization, cookie };
      const answer = await api.app.inject({ url: '/api/session', headers });
      expect(answer.json()).toMatchObject({ status: 401, code: 'not-signed-in' });
      expect(answer.headers['www-authenticate']).toBe('Bearer');
    },
  );
});

test('the first start makes one account per role, once, and keeps the passwords for the owner only', async () => {
  const home = mkdtempSync(join(tmpdir(), 'xuncha-accounts-'));
  const fresh = await testApi();
  try {
    const { db } = fresh.deps.database;
    const roles = ['officeDirector', 'historyAuditor'] as const;
    const [made, second] = await Promise.all([
      ensureAccounts(db, home, roles),
      ensureAccounts(db, join(home, 'other'), roles),
    ]);
    const [shown, file] = made.length > 0 ? [made, home] : [second, join(home, 'other')];
    expect([made, second].filter((accounts) => accounts.length > 0)).toHaveLength(1);
    expect(shown.map(({ name }) => name)).toEqual(['office-director', 'history-auditor']);
    expect(statSync(join(file, 'accounts.json')).mode & 0o777).toBe(0o600);
    expect(JSON.parse(readFileSync(join(file, 'accounts.json'), 'utf8'))).toEqual(shown);
    expect(await ensureAccounts(db, home)).toEqual([]);
    const answer = await fresh.app.inject({
      method: 'POST',
      url: '/api/session',
      payload: { name: 'office-director', password: shown[0]?.password },
    });
    expect(answer.json()).toMatchObject({ posts: [{ role: 'officeDirector', scope: 'all' }] });
  } finally {
    await fresh.close();
    rmSync(home, { recursive: true });
  }
});
