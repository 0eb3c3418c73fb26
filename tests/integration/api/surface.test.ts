import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { testApi, type TestApi } from '../../support/api.js';

let api: TestApi;
let document: Document;

interface Operation {
  security?: unknown[];
  'x-access'?: string | string[];
  responses: Record<string, unknown>;
}
interface Document {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
}

beforeAll(async () => {
  api = await testApi();
  document = (await api.app.inject({ url: '/openapi.json' })).json<Document>();
});
afterAll(() => api.close());

const uuid = '00000000-0000-4000-8000-000000000000';
const operations = () =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      name: `${method.toUpperCase()} ${path}`,
      method: method.toUpperCase() as 'GET' | 'POST',
      url: path.replace(/\{\w+\}/g, uuid),
      operation,
    })),
  );
const publicRoutes = ['GET /healthz', 'GET /readyz', 'POST /api/session'];

describe('every route of the OpenAPI document', () => {
  test('has an access rule, and only these are public', () => {
    expect(document.openapi).toBe('3.1.0');
    expect(operations().length).toBeGreaterThan(50);
    const open = operations().filter(({ operation }) => operation['x-access'] === 'public');
    expect(open.map(({ name }) => name).sort()).toEqual([...publicRoutes].sort());
    expect(operations().filter(({ operation }) => !operation['x-access'])).toEqual([]);
  });

  test('answers 401 without credentials', async () => {
    for (const { name, method, url } of operations()) {
      if (publicRoutes.includes(name)) continue;
      const answer = await api.app.inject({ method, url, payload: method === 'POST' ? {} : '' });
      expect([name, answer.statusCode]).toEqual([name, 401]);
      expect(answer.headers['content-type']).toContain('application/problem+json');
    }
  });

  test('answers 403 to a post it does not name', async () => {
    const { authorization } = await api.as('securityOfficer');
    for (const { name, method, url, operation } of operations()) {
      const access = operation['x-access'];
      if (!Array.isArray(access) || access.includes('securityOfficer')) continue;
      const answer = await api.app.inject({
        method,
        url,
        headers: { authorization, 'idempotency-key': uuid },
        payload: method === 'POST' ? {} : '',
      });
      expect([name, answer.statusCode]).toEqual([name, 403]);
    }
  });

  test('never answers 500 to nonsense', async () => {
    const { authorization } = await api.as('officeDirector');
    for (const { name, method, url } of operations()) {
      if (name === 'GET /api/live') continue;
      for (const payload of ['[]', '"x"', '{"a":{"b":[null]}}']) {
        const answer = await api.app.inject({
          method,
          url: `${url}?%00=1&limit=-1`,
          headers: {
            authorization,
            'content-type': 'application/json',
            'idempotency-key': uuid,
          },
          ...(method === 'POST' ? { payload } : {}),
        });
        expect([name, answer.statusCode < 500 || answer.statusCode === 503]).toEqual([name, true]);
        expect(answer.body).not.toMatch(/node_modules|\.ts:\d/);
      }
    }
  });
});

test('headers keep a browser from guessing, framing, caching and telling on', async () => {
  for (const url of ['/api/session', '/healthz', '/nowhere']) {
    const { headers } = await api.app.inject({ url });
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
      'x-frame-options': 'DENY',
    });
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(headers['content-security-policy']).not.toContain('upgrade-insecure-requests');
    expect(headers).not.toHaveProperty('strict-transport-security');
    expect(headers).not.toHaveProperty('access-control-allow-origin');
    expect(headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
  }
});

test('behind TLS the cookie and the transport are locked', async () => {
  const secure = await testApi({ tls: true });
  try {
    const { headers } = await secure.app.inject({ url: '/healthz' });
    expect(headers['strict-transport-security']).toContain('max-age=');
  } finally {
    await secure.close();
  }
});

test('the human documentation needs no network and no sign-in', async () => {
  const page = await api.app.inject({ url: '/docs' });
  expect(page.statusCode).toBe(200);
  expect(page.headers['content-type']).toContain('text/html');
  expect(page.body).not.toMatch(/(src|href)="https?:/);
  const script = /src="([^"]*swagger-ui-bundle\.js)"/.exec(page.body)?.[1] ?? '';
  const answer = await api.app.inject({ url: new URL(script, 'http://x/docs/').pathname });
  expect(answer.statusCode).toBe(200);
});

test.each(['TRACE', 'PUT', 'DELETE', 'PATCH'])('%s changes nothing', async (method) => {
  const answer = await api.app.inject({ method: method as 'PUT', url: '/api/session' });
  expect([401, 404, 405]).toContain(answer.statusCode);
});

test('a method named in a header is not obeyed', async () => {
  const answer = await api.app.inject({
    url: '/api/session',
    headers: { 'x-http-method-override': 'POST' },
  });
  expect(answer.statusCode).toBe(401);
});

test('an address that cannot be read is a problem like any other', async () => {
  const answer = await api.app.inject({ url: '/api/%E0%A4%A' });
  expect(answer.json()).toMatchObject({ status: 400, code: 'malformed-address' });
});

test('too many requests at once are told when to come back', async () => {
  const narrow = await testApi({ requestsPerTenSeconds: 3 });
  try {
    const { authorization } = await narrow.as('officeStaff');
    const ask = () => narrow.app.inject({ url: '/api/session', headers: { authorization } });
    for (let asked = 0; asked < 3; asked += 1) expect((await ask()).statusCode).toBe(200);
    const answer = await ask();
    expect(answer.json()).toMatchObject({ status: 429, code: 'too-many-requests' });
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
  } finally {
    await narrow.close();
  }
});

test('readiness names what is missing; figures are for the operator', async () => {
  const ready = await api.app.inject({ url: '/readyz' });
  expect(ready.statusCode).toBe(503);
  expect(ready.json()).toMatchObject({
    ready: false,
    checks: {
      accepting: { ok: true },
      database: { ok: true },
      migrations: { ok: true },
      temporal: { ok: false },
      projections: { ok: true },
    },
  });
  const { authorization } = await api.as('systemOperator');
  const metrics = await api.app.inject({ url: '/metrics', headers: { authorization } });
  expect(metrics.headers['content-type']).toContain('text/plain');
  expect(metrics.body).toMatch(/xuncha_http_request_seconds_count\{[^}]*route="\/readyz"/);
});
