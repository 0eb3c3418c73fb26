import type { FastifyRequest } from 'fastify';
import type { ApiDeps } from '../deps.js';
import { senderOf } from './authenticate.js';

/** Notes who read something sensitive; rows are never changed (ASVS 16.3.2). */
export async function logRead(
  { database, wallClock = Date.now }: Pick<ApiDeps, 'database' | 'wallClock'>,
  request: FastifyRequest,
  { what, stream = null }: { what: string; stream?: string | null },
): Promise<void> {
  await database.db
    .insertInto('access.read_log')
    .values({
      at: new Date(wallClock()).toISOString(),
      reader: senderOf(request).actor.id,
      what,
      stream,
      request_id: request.id,
    })
    .execute();
}
