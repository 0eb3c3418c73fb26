import { z } from 'zod';
import { ListKind } from '../../domain/organization/local-list.js';
import { CalendarDate } from '../../domain/shared/calendar-date.js';
import { shanghaiDate, type Instant } from '../../domain/shared/instant.js';
import { readStream } from '../../event-store/read.js';
import { organizationStream } from '../../rule-book/index.js';
import type { RouteDeps } from '../deps.js';
import { ListsAnswer, listsAnswer } from '../organization/lists-answer.js';
import { problemResponses } from '../problems.js';
import type { ApiInstance } from './api-instance.js';

const Asked = z.strictObject({
  kind: ListKind.optional().describe('Every kind when absent'),
  on: CalendarDate.optional().describe('Day on which a version is in force; today when absent'),
});

/** What differs from place to place, as forms offer it and papers name it; nothing in it is about a case. */
export function listsRoute(app: ApiInstance, { database, clock }: RouteDeps): void {
  app.get(
    '/api/lists',
    {
      config: { access: 'signedIn' },
      schema: {
        tags: ['rules'],
        operationId: 'lists',
        summary: 'Published lists, every version with its entries',
        querystring: Asked,
        response: { 200: ListsAnswer, ...problemResponses(400, 401, 429, 503) },
      },
    },
    async (request) => {
      const { kind, on = shanghaiDate((await clock()) as Instant) } = request.query;
      const { db } = database;
      return listsAnswer(await readStream(db, await organizationStream(db)), { kind, on });
    },
  );
}
