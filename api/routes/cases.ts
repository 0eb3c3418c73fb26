import { z } from 'zod';
import type { Process } from '../../domain/process.js';
import { allProcesses } from '../../domain/processes.js';
import type { StoredEvent } from '../../event-store/event.js';
import type { Moment } from '../../event-store/read.js';
import { senderOf } from '../access/authenticate.js';
import { logRead } from '../access/read-log.js';
import { sightOf, type Sight } from '../access/sight.js';
import { CaseAnswer, caseAnswer } from '../cases/answer.js';
import { openCase, type CaseFile } from '../cases/case-file.js';
import type { RouteDeps } from '../deps.js';
import { noSuchCase, problemResponses } from '../problems.js';
import { PageLimit, PositionInput, UuidInput, type ApiInstance } from './api-instance.js';

const instantLike = z.iso.datetime({ offset: true });

/** `?at=`: a position in the log, or an instant, which is compared with the clock decisions saw. */
const At = z
  .string()
  .refine((text) => /^\d{1,15}$/.test(text) || instantLike.safeParse(text).success, {
    error: 'a position (digits) or an instant such as 2021-05-22T01:00:00Z',
  });

export const EventAnswer = z.object({
  position: z.int(),
  stream: z.string(),
  version: z.int(),
  commandId: z.string(),
  type: z.string(),
  schemaVersion: z.int(),
  at: z.string().describe("The log's clock"),
  now: z.string().describe('The clock the decision saw'),
  actor: z.object({
    id: z.string(),
    posts: z.array(z.object({ role: z.string(), scope: z.string() })),
  }),
  cause: z.string().nullable(),
  data: z.unknown().describe('Null for whoever sees an outline'),
});

/** @param sight an outline tells what happened and when, not what was written */
export function eventAnswer(event: StoredEvent, sight: Sight): z.output<typeof EventAnswer> {
  const { position, stream, version, commandId, type, schemaVersion, at, now, cause } = event;
  const actor = {
    id: sight === 'full' ? event.actor.id : 'hidden',
    posts: event.actor.posts.map(({ role, scope }) => ({ role, scope })),
  };
  const data = sight === 'full' ? event.data : null;
  return { position, stream, version, commandId, type, schemaVersion, at, now, actor, cause, data };
}

function momentOf(at: string | undefined): Moment | undefined {
  if (at === undefined) return undefined;
  return /^\d+$/.test(at) ? { position: Number(at) } : { now: new Date(at).toISOString() };
}

/** Two routes per process, from the registry. */
export function caseRoutes(app: ApiInstance, deps: RouteDeps): void {
  for (const process of allProcesses) {
    caseRoute(app, deps, process);
    eventsRoute(app, deps, process);
  }
}

/** @throws Problem 404 for a case that does not exist, or that the reader may not know of */
export async function visibleCase(
  { database }: RouteDeps,
  process: Process,
  id: string,
  actor: Parameters<typeof sightOf>[0],
): Promise<{ file: CaseFile; sight: Sight }> {
  const file = await openCase(database.db, process, id);
  const sight = file ? sightOf(actor, process.name, file) : 'none';
  if (!file || sight === 'none') throw noSuchCase();
  return { file, sight };
}

function caseRoute(app: ApiInstance, deps: RouteDeps, process: Process): void {
  app.get(
    `/api/${process.name}/:id`,
    {
      config: { access: 'signedIn' },
      schema: {
        tags: [process.name],
        operationId: `${process.workflowType}Case`,
        summary: 'A case now, or as it stood at a moment of the past',
        params: z.object({ id: UuidInput }),
        querystring: z.strictObject({ at: At.optional() }),
        response: { 200: CaseAnswer, ...problemResponses(400, 401, 404, 429, 503) },
      },
    },
    async (request) => {
      const { actor } = senderOf(request);
      const { id } = request.params;
      const moment = momentOf(request.query.at);
      // Rights are those of today, also for looking at the past.
      const { file, sight } = await visibleCase(deps, process, id, actor);
      if (!moment) {
        const present = { now: await deps.clock(), book: await deps.books.current() };
        return caseAnswer(file, actor, sight, present);
      }
      const past = await openCase(deps.database.db, process, id, moment);
      if (!past) throw noSuchCase();
      return caseAnswer(past, actor, sight, null);
    },
  );
}

const EventPage = z.object({
  events: z.array(EventAnswer).describe('By version'),
  next: z.int().nullable().describe('Give it as `after` for the next page; null at the end'),
});

function eventsRoute(app: ApiInstance, deps: RouteDeps, process: Process): void {
  app.get(
    `/api/${process.name}/:id/events`,
    {
      config: { access: 'signedIn' },
      schema: {
        tags: [process.name],
        operationId: `${process.workflowType}Events`,
        summary: 'The events of a case, page by page',
        params: z.object({ id: UuidInput }),
        querystring: z.strictObject({ after: PositionInput.default(0), limit: PageLimit }),
        response: { 200: EventPage, ...problemResponses(400, 401, 404, 429, 503) },
      },
    },
    async (request) => {
      const { actor } = senderOf(request);
      const { after, limit } = request.query;
      const { file, sight } = await visibleCase(deps, process, request.params.id, actor);
      const rest = file.events.slice(after);
      await logRead(deps, request, { what: 'events of a case', stream: file.stream });
      return {
        events: rest.slice(0, limit).map((event) => eventAnswer(event, sight)),
        next: rest.length > limit ? after + limit : null,
      };
    },
  );
}
