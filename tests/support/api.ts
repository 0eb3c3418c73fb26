import { randomUUID } from 'node:crypto';
import { Client, Connection } from '@temporalio/client';
import type { FastifyInstance } from 'fastify';
import { createCases } from '../../activities/cases.js';
import { createAcknowledgements, controlOf } from '../../activities/control.js';
import { handleCommand } from '../../activities/handle-command.js';
import { createToken } from '../../api/access/tokens.js';
import type { ApiDeps } from '../../api/deps.js';
import { createServer } from '../../api/server.js';
import type { Role } from '../../domain/shared/roles.js';
import { createAppender } from '../../event-store/appender.js';
import { allViews } from '../../projections/index.js';
import { rebuildView } from '../../projections/rebuild.js';
import { createRuleBooks } from '../../rule-book/index.js';
import type { Accepted } from '../../workflows/contract.js';
import { freshDatabase, type FreshDatabase } from './database.js';

/** The API on a database of its own, with a Temporal server that is away. */
export interface TestApi {
  readonly app: FastifyInstance;
  readonly database: FreshDatabase;
  readonly deps: ApiDeps;
  /** Milliseconds since the epoch, for sessions; a test may move it. */
  readonly wall: { millis: number };
  /** Headers of a program with this post. */
  as(role: Role, scope?: string): Promise<{ authorization: string; actor: string }>;
  /** Decides and appends as the worker would, without a workflow. */
  decide(stream: string, command: SeedCommand): Promise<Accepted>;
  close(): Promise<void>;
}

export interface SeedCommand {
  readonly type: string;
  readonly data: unknown;
  readonly by: Role;
  readonly now?: string;
  readonly commandId?: string;
  readonly actor?: string;
}

export const seedNow = '2021-05-01T02:00:00.000Z';

export async function testApi(changes: Partial<ApiDeps> = {}): Promise<TestApi> {
  const database = await freshDatabase();
  const connection = database.as('api_ro', { size: 6 });
  const wall = { millis: Date.parse('2026-01-05T01:00:00.000Z') };
  // Nothing listens on port 1: every call to Temporal fails as it does when the server is away.
  const temporal = Connection.lazy({ address: '127.0.0.1:1' });
  const deps: ApiDeps = {
    environment: { host: '127.0.0.1', port: 0, logLevel: 'silent' },
    temporal: { client: new Client({ connection: temporal }), taskQueue: 'none' },
    database: connection,
    databaseUrl: database.urlOf('api_ro'),
    clock: () => '2021-05-10T02:00:00.000Z',
    wallClock: () => wall.millis,
    commandWaitSeconds: 1,
    ...changes,
  };
  const app = createServer(deps);
  const worker = database.as('worker_rw', { size: 4 });
  const cases = createCases(worker.db);
  const acknowledgements = createAcknowledgements(worker.db);
  const appender = createAppender(worker.pool);
  const books = createRuleBooks(worker.db);
  return {
    app,
    database,
    deps,
    wall,
    async as(role, scope = 'all') {
      const { token, actor } = await createToken(connection.db, {
        posts: [{ role, scope }],
        label: role,
      });
      return { authorization: `Bearer ${token}`, actor };
    },
    async decide(stream, { type, data, by, now = seedNow, commandId = randomUUID(), actor = by }) {
      const envelope = {
        commandId,
        type,
        data,
        actor: { id: actor, posts: [{ role: by, scope: 'all' }] },
        sentAt: now,
        cause: null,
      };
      const decisionDeps = {
        db: worker.db,
        cases,
        appender,
        books,
        control: (found: Parameters<typeof controlOf>[0]) =>
          controlOf(found, acknowledgements, books),
      };
      const outcome = await handleCommand(decisionDeps, { stream, envelope, now });
      if (outcome.kind !== 'accepted') throw new Error(JSON.stringify(outcome));
      return outcome.accepted;
    },
    async close() {
      await app.close();
      await temporal.close();
      await database.drop();
    },
  };
}

/** What ProposeRound takes, for a round of one's own. */
export const proposal = (given: Record<string, unknown> = {}) => ({
  number: 'XC-10-12',
  name: '十届第十二轮巡察',
  term: '十届',
  sequence: 12,
  proposedOn: '2021-04-28',
  plannedFrom: '2021-05-22',
  plannedTo: '2021-06-22',
  pack: { pack: 'county-default', version: 1 },
  targetsPerGroup: 3,
  ...given,
});

/** A round with two targets: proposed at `seedNow`, the second nominated a week later. */
export async function seedRound(api: TestApi): Promise<{ id: string; stream: string }> {
  const id = randomUUID();
  const stream = `inspection-round-${id}`;
  const by = 'officeStaff' as const;
  await api.decide(stream, { type: 'ProposeRound', data: proposal(), by });
  const target = { name: '县委办', category: 'party', type: 'regular' };
  await api.decide(stream, { type: 'NominateTarget', data: { ...target, unit: 'W-T1' }, by });
  await api.decide(stream, {
    type: 'NominateTarget',
    data: { ...target, unit: 'W-T2', name: '县财政局' },
    by,
    now: '2021-05-08T02:00:00.000Z',
  });
  return { id, stream };
}

/** Builds every view up to the end of the log, without a runner that would go on. */
export async function buildViews({ database }: TestApi): Promise<void> {
  const { db } = database.as('projector_rw');
  for (const projection of allViews) await rebuildView({ db, projection });
}
