import { createServer as createTcpServer, type AddressInfo } from 'node:net';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ListenError, startApi } from '../../../api/main.js';
import { connect } from '../../../database/connection.js';
import { proposal, testApi, type TestApi } from '../../support/api.js';

let api: TestApi;
beforeAll(async () => {
  api = await testApi();
});
afterAll(() => api.close());

test('a database that is away is 503 with Retry-After, in words for a clerk', async () => {
  // Nothing listens on port 1.
  const database = connect('postgres://nobody:x@127.0.0.1:1/nothing');
  const away = await testApi({ database });
  try {
    const answer = await away.app.inject({
      method: 'POST',
      url: `/api/inspection-round/${randomUUID()}/commands/ProposeRound`,
      headers: {
        authorization: `Bearer xct_${'a'.repeat(43)}`,
        'idempotency-key': randomUUID(),
        'accept-language': 'zh-CN',
      },
      payload: proposal(),
    });
    expect(answer.json()).toMatchObject({
      status: 503,
      code: 'database-away',
      title: '暂时不可用',
    });
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
    const ready = await away.app.inject({ url: '/readyz' });
    expect(ready.json()).toMatchObject({ ready: false, checks: { database: { ok: false } } });
    expect((await away.app.inject({ url: '/healthz' })).statusCode).toBe(200);
  } finally {
    await away.close();
    await database.close();
  }
});

test('a port in use is said in one sentence', async () => {
  const other = createTcpServer();
  await new Promise<void>((resolve) => {
    other.listen(0, '127.0.0.1', resolve);
  });
  const { port } = other.address() as AddressInfo;
  const environment = { host: '127.0.0.1', port, logLevel: 'silent' } as const;
  try {
    const attempt = startApi({ ...api.deps, environment });
    await expect(attempt).rejects.toThrow(ListenError);
    await expect(startApi({ ...api.deps, environment })).rejects.toThrow(
      `Port ${port} on 127.0.0.1 is in use by another program. Stop it, or set PORT to a free one.`,
    );
  } finally {
    other.close();
  }
});

test('a case written by a newer version is 503, not a wrong state', async () => {
  const id = randomUUID();
  const stream = `inspection-round-${id}`;
  await api.decide(stream, { type: 'ProposeRound', data: proposal(), by: 'officeStaff' });
  const { authorization } = await api.as('officeDirector');
  const { createAppender } = await import('../../../event-store/appender.js');
  const worker = api.database.as('worker_rw');
  await createAppender(worker.pool).submit({
    id: randomUUID(),
    stream,
    expected: null,
    events: [{ type: 'RoundTeleported', schemaVersion: 1, data: {} }],
    now: '2021-05-02T02:00:00.000Z',
    actor: { id: 'someone', posts: [] },
    cause: null,
    request: '0'.repeat(64),
  });
  const answer = await api.app.inject({
    url: `/api/inspection-round/${id}`,
    headers: { authorization },
  });
  expect(answer.json()).toMatchObject({ status: 503, code: 'newer-events' });
});
