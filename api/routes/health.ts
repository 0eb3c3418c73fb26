import { sql } from 'kysely';
import { z } from 'zod';
import type { CommandPort } from '../command-port.js';
import type { ApiDeps } from '../deps.js';
import type { Metrics } from '../metrics.js';
import { problemResponses } from '../problems.js';
import type { ApiInstance } from './api-instance.js';

const Check = z.object({ ok: z.boolean(), detail: z.string() });
const Readiness = z.object({
  ready: z.boolean(),
  checks: z.object({
    accepting: Check,
    database: Check,
    migrations: Check,
    temporal: Check,
    projections: Check,
  }),
});
type Check = z.output<typeof Check>;

/** Told once the server is about to stop, so that a load balancer looks elsewhere first. */
export interface Shutdown {
  stopping: boolean;
}

/** For machines that watch over this one: alive, ready, and figures. */
export function healthRoutes(
  app: ApiInstance,
  deps: ApiDeps,
  port: CommandPort,
  metrics: Metrics,
  shutdown: Shutdown,
): void {
  const tags = ['health'];
  app.get(
    '/healthz',
    {
      config: { access: 'public' },
      schema: {
        tags,
        summary: 'The process is alive',
        response: { 200: z.object({ status: z.literal('ok') }) },
      },
    },
    () => ({ status: 'ok' as const }),
  );
  app.get(
    '/readyz',
    {
      config: { access: 'public' },
      schema: {
        tags,
        summary: 'Everything it needs is there',
        response: { 200: Readiness, 503: Readiness },
      },
    },
    async (_request, reply) => {
      const readiness = await lookAround(deps, port, shutdown);
      return reply.code(readiness.ready ? 200 : 503).send(readiness);
    },
  );
  app.get(
    '/metrics',
    {
      config: { access: ['systemOperator'] },
      schema: {
        tags,
        summary: 'Figures for Prometheus',
        response: {
          200: {
            description: 'Prometheus text',
            content: { 'text/plain': { schema: z.string() } },
          },
          ...problemResponses(401, 403, 429, 503),
        },
      },
    },
    async (_request, reply) => {
      const text = await metrics.registry.metrics();
      return reply.header('content-type', metrics.registry.contentType).send(text);
    },
  );
}

const good = (detail: string): Check => ({ ok: true, detail });
const bad = (detail: string): Check => ({ ok: false, detail });

async function lookAround(
  deps: ApiDeps,
  port: CommandPort,
  { stopping }: Shutdown,
): Promise<z.output<typeof Readiness>> {
  const [database, temporal] = await Promise.all([checkTables(deps), port.reachable()]);
  const checks = {
    accepting: stopping ? bad('The server is stopping.') : good('Requests are taken.'),
    ...database,
    temporal: temporal
      ? good('The workflow server answers.')
      : bad('The workflow server does not answer.'),
  };
  return { ready: Object.values(checks).every(({ ok }) => ok), checks };
}

async function checkTables({
  database: { db },
}: ApiDeps): Promise<Record<'database' | 'migrations' | 'projections', Check>> {
  const unknown = bad('Not known while the database is away.');
  try {
    const { rows } = await sql<{ tables: boolean }>`
      select count(*) = 4 as tables from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where (n.nspname, c.relname) in
        (('es', 'log'), ('runner', 'acknowledged'), ('views', 'checkpoint'), ('access', 'account'))`.execute(
      db,
    );
    const database = good('The database answers.');
    if (rows[0]?.tables !== true) {
      const missing = bad('The database is not set up for this version.');
      return { database, migrations: missing, projections: missing };
    }
    const migrations = good('The tables are there.');
    return { database, migrations, projections: await checkProjections(db) };
  } catch {
    return {
      database: bad('The database does not answer.'),
      migrations: unknown,
      projections: unknown,
    };
  }
}

async function checkProjections(db: ApiDeps['database']['db']): Promise<Check> {
  const stopped = await db
    .selectFrom('views.checkpoint')
    .select(['name', 'stopped_at'])
    .where('stopped_at', 'is not', null)
    .execute();
  if (stopped.length === 0) return good('No view stands still.');
  const names = stopped.map(({ name, stopped_at }) => `${name} (at ${stopped_at ?? 0})`);
  return bad(`Standing still: ${names.join(', ')}.`);
}
