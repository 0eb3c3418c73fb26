import { z } from 'zod';
import type { Actor } from '../../domain/shared/roles.js';
import { BadQueryError } from '../../projections/conditions.js';
import { allViews } from '../../projections/index.js';
import type { Projection } from '../../projections/projection.js';
import {
  LARGEST_PAGE,
  mayRead,
  queryView,
  ViewNotBuiltError,
  waitFor,
} from '../../projections/query.js';
import { shanghaiDate, type Instant } from '../../domain/shared/instant.js';
import { senderOf } from '../access/authenticate.js';
import type { ApiDeps } from '../deps.js';
import { invalidInput } from '../failures.js';
import { Problem, problemResponses } from '../problems.js';
import { PositionInput, type ApiInstance } from './api-instance.js';

const defaultWaitMillis = 5000;

const ViewListAnswer = z.object({
  views: z.array(
    z.object({
      name: z.string(),
      title: z.object({ zh: z.string(), en: z.string() }),
      filters: z.array(z.string()),
      orders: z.array(z.string()),
    }),
  ),
});

const ViewPageAnswer = z.object({
  rows: z.array(z.record(z.string(), z.unknown())),
  position: z.int().describe('The rows are the effect of the log up to here'),
  next: z.string().nullable().describe('Give it as `cursor` for the next page; null on the last'),
});

/** One route per view, from the registry: a new read model needs no edit here. */
export function viewRoutes(app: ApiInstance, deps: ApiDeps): void {
  app.get(
    '/api/views',
    {
      config: { access: 'signedIn' },
      schema: {
        tags: ['views'],
        operationId: 'views',
        summary: 'The views you may read',
        response: { 200: ViewListAnswer, ...problemResponses(401, 429, 503) },
      },
    },
    (request) => viewList(senderOf(request).actor),
  );
  for (const view of allViews) viewRoute(app, deps, view);
}

function viewList({ posts }: Actor): z.output<typeof ViewListAnswer> {
  const readable = allViews.filter((view) => mayRead(view, posts));
  return {
    views: readable.map(({ name, title, filters, orders }) => ({
      name,
      title: { zh: title.zh, en: title.en },
      filters: [...filters],
      orders: [...orders],
    })),
  };
}

/** Kinds of columns that are also filtered by a range. */
const ranged = new Set(['date', 'instant', 'integer']);

/** What a view may be filtered by, from its own declaration. */
function filterSchemas({ filters, columns }: Projection): Record<string, z.ZodType> {
  const value = z.string().max(200);
  const several = z.union([value, z.array(value).min(1).max(50)]).optional();
  return Object.fromEntries(
    filters.flatMap((name) => [
      [name, several.describe('Several values mean any of them')],
      ...(ranged.has(columns[name]?.kind ?? '')
        ? [
            [`${name}From`, value.optional()],
            [`${name}To`, value.optional()],
          ]
        : []),
    ]),
  ) as Record<string, z.ZodType>;
}

const Paging = z.strictObject({
  limit: z.coerce.number().int().min(1).max(LARGEST_PAGE).default(100),
  cursor: z.string().max(2000).optional(),
  direction: z.enum(['asc', 'desc']).optional(),
  after: PositionInput.optional().describe(
    'Waits up to 5 s until the view shows the effect of this position',
  ),
});

type Query = z.output<typeof Paging> & { readonly order?: string | undefined };

/** Typed by what every view takes; its own filters come beside, as texts. */
function viewQuery(view: Projection): z.ZodType<Query> {
  const order = z.enum(view.orders).optional();
  return Paging.extend({ order }).extend(filterSchemas(view)) as unknown as z.ZodType<Query>;
}

function viewRoute(app: ApiInstance, deps: ApiDeps, view: Projection): void {
  app.get(
    `/api/views/${view.name}`,
    {
      config: { access: view.readableBy },
      schema: {
        tags: ['views'],
        operationId: `view-${view.name}`,
        summary: `${view.title.en} (${view.title.zh})`,
        querystring: viewQuery(view),
        response: {
          200: ViewPageAnswer,
          ...problemResponses(400, 401, 403, 404, 429, 503, 504),
        },
      },
    },
    (request) => page(deps, view, request.query, senderOf(request).actor),
  );
}

async function page(
  { database: { db }, clock, viewWaitMillis = defaultWaitMillis }: ApiDeps,
  view: Projection,
  { limit, cursor, direction, after, order, ...rest }: Query,
  reader: Actor,
): Promise<z.output<typeof ViewPageAnswer>> {
  const given = Object.entries(rest).filter(([, value]) => value !== undefined);
  const filters = Object.fromEntries(given) as Record<string, string | string[]>;
  if (after !== undefined) {
    const waited = await waitFor(db, view.name, after, viewWaitMillis);
    if (!waited.reached) throw waited.stopped ? standsStill(view.name) : isBehind(view.name);
  }
  try {
    const found = await queryView(db, view, {
      reader,
      limit,
      filters,
      today: shanghaiDate((await clock()) as Instant),
      ...(cursor === undefined ? {} : { cursor }),
      ...(direction === undefined ? {} : { direction }),
      ...(order === undefined ? {} : { order }),
    });
    return { rows: [...found.rows], position: found.position, next: found.next };
  } catch (error) {
    throw queryProblem(error, view.name);
  }
}

export function queryProblem(error: unknown, view: string): unknown {
  if (error instanceof BadQueryError)
    return invalidInput([{ path: error.parameter, message: error.message }]);
  if (!(error instanceof ViewNotBuiltError)) return error;
  const detail = {
    en: `The view ${view} is still being built.`,
    zh: `视图 ${view} 正在生成。`,
  };
  return new Problem(503, 'view-not-built', detail, { retryAfter: 5, cause: error });
}

export function isBehind(view: string): Problem {
  const detail = {
    en: `The view ${view} does not show this position yet. Your change is kept; ask again.`,
    zh: `视图 ${view} 尚未更新到该位置。您的操作已保存，请稍后再查。`,
  };
  return new Problem(504, 'view-behind', detail, { retryAfter: 2 });
}

export function standsStill(view: string): Problem {
  const detail = {
    en: `The view ${view} stands still on an event it cannot show. Your change is kept; tell the operator.`,
    zh: `视图 ${view} 因故停止更新。您的操作已保存，请联系管理员。`,
  };
  return new Problem(503, 'view-stopped', detail, { retryAfter: 60 });
}
