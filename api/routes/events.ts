import { z } from 'zod';
import { readLog } from '../../event-store/read.js';
import { logRead } from '../access/read-log.js';
import type { ApiDeps } from '../deps.js';
import { problemResponses } from '../problems.js';
import { PageLimit, PositionInput, type ApiInstance } from './api-instance.js';
import { EventAnswer, eventAnswer } from './cases.js';

/** The whole log for auditors, in commit order; whoever reads on from `next` misses nothing. */
export function logRoutes(app: ApiInstance, deps: ApiDeps): void {
  app.get(
    '/api/events',
    {
      config: { access: ['historyAuditor'] },
      schema: {
        tags: ['audit'],
        operationId: 'logEvents',
        summary: 'The whole log after a position',
        querystring: z.strictObject({ after: PositionInput.default(0), limit: PageLimit }),
        response: {
          200: z.object({
            events: z.array(EventAnswer).describe('By position; empty at the end of the log'),
            next: z.int().describe('Give it as `after` for what comes later'),
          }),
          ...problemResponses(400, 401, 403, 429, 503),
        },
      },
    },
    async (request) => {
      const { after, limit } = request.query;
      const events = await readLog(deps.database.db, after, limit);
      await logRead(deps, request, { what: `log after ${after}` });
      return {
        events: events.map((event) => eventAnswer(event, 'full')),
        next: events.at(-1)?.position ?? after,
      };
    },
  );
}
