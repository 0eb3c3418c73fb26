import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Role } from '../../../domain/shared/roles.js';
import { buildViews, testApi, type TestApi } from '../../support/api.js';
import { noteRecusal, registerClue } from '../../support/clue.js';

let api: TestApi;
beforeAll(async () => {
  api = await testApi();
});
afterAll(() => api.close());

/** A clue of group 3 of a round, sent by the holder of one post. */
async function register(role: Role, scope: string, of = 'group:XC-10-12/3') {
  const { authorization } = await api.as(role, scope);
  return api.app.inject({
    method: 'POST',
    url: `/api/clue-transfer/${randomUUID()}/commands/RegisterClue`,
    headers: { authorization, 'idempotency-key': randomUUID() },
    payload: registerClue({ scope: of }).data as object,
  });
}

describe('a command that opens a case within a group', () => {
  // Temporal is away in these tests, so whoever may send it learns just that.
  test.each(['clueOfficer', 'groupHead'] as const)('is for the %s of that group', async (role) => {
    const answer = await register(role, 'group:XC-10-12/3');
    expect(answer.json()).toMatchObject({ status: 503, code: 'temporal-away' });
  });

  test.each([
    ['the clue officer of another group', 'clueOfficer', 'group:XC-10-12/4'],
    ['a member of the group', 'groupMember', 'group:XC-10-12/3'],
    ['somebody of the target', 'targetPrincipal', 'unit:W-T1'],
    ['somebody of the target who claims the post', 'clueOfficer', 'unit:W-T1'],
  ] as const)('is not for %s', async (_who, role, scope) => {
    const answer = await register(role, scope);
    expect(answer.json()).toMatchObject({ status: 403, code: 'forbidden' });
  });

  test('goes by the group that the clue names, and for none by the whole organization', async () => {
    const other = await register('clueOfficer', 'group:XC-10-12/3', 'group:XC-10-12/4');
    expect(other.json()).toMatchObject({ code: 'forbidden' });
    const whole = await register('clueOfficer', 'all');
    expect(whole.json()).toMatchObject({ code: 'temporal-away' });
  });
});

describe('a case somebody is recused from', () => {
  test('has no page, no command and no row for them, and all of it for others', async () => {
    const id = randomUUID();
    const stream = `clue-transfer-${id}`;
    const recused = await api.as('officeDirector');
    const other = await api.as('officeDirector');
    const person = recused.actor;
    await api.decide(stream, {
      ...registerClue(),
      by: 'clueOfficer',
      now: '2021-06-01T02:00:00.000Z',
    });
    await api.decide(stream, { ...noteRecusal({ person }), by: 'executiveDeputyHead' });
    await buildViews(api);
    const get = (url: string, { authorization }: typeof recused) =>
      api.app.inject({ url, headers: { authorization } });
    const rowsFor = async (who: typeof recused) =>
      (await get(`/api/views/case-index?process=clue-transfer`, who)).json<{ rows: unknown[] }>()
        .rows;

    const page = `/api/clue-transfer/${id}`;
    expect((await get(page, recused)).json()).toMatchObject({ status: 404, code: 'not-found' });
    expect((await get(page, other)).statusCode).toBe(200);
    expect(await rowsFor(recused)).toEqual([]);
    expect(await rowsFor(other)).toHaveLength(1);
  });
});
