import { z } from 'zod';
import { explainDeadline } from '../../domain/clock/explanation.js';
import type { Process, RecordedEvent } from '../../domain/process.js';
import { allProcesses } from '../../domain/processes.js';
import { TARGET_ROLES } from '../../domain/shared/roles.js';
import { senderOf } from '../access/authenticate.js';
import type { RouteDeps } from '../deps.js';
import { noSuchCase, problemResponses } from '../problems.js';
import { UuidInput, type ApiInstance } from './api-instance.js';
import { visibleCase } from './cases.js';

const Words = z.object({ zh: z.string(), en: z.string() });

const Step = z.object({
  on: z.string(),
  what: z.string(),
  count: z.int().nullable(),
  reason: z.string(),
  estimated: z.boolean(),
});

const ChapterAnswer = z.object({
  what: z.string(),
  version: z.int().describe('Of the event that says so'),
  now: z.string(),
  actor: z.string(),
  on: z.string().nullable(),
  fromDueOn: z.string().nullable(),
  dueOn: z.string(),
  reason: z.string().nullable(),
  calendarVersion: z.string(),
  steps: z.array(Step).describe('The arithmetic day by day'),
  shifts: z.array(
    z.object({ fromOn: z.string(), toOn: z.string(), days: z.int(), unit: z.string() }),
  ),
});

const RungAnswer = z.object({
  key: z.string(),
  state: z.enum(['fired', 'coming', 'passedOver']),
  at: z.string(),
  version: z.int().nullable(),
  lamp: z.string().nullable(),
  to: z.array(z.object({ role: z.string(), scope: z.string() })),
  paper: z.string().nullable(),
  acknowledgedBy: z.array(z.string()),
  undeliveredTo: z.array(z.string()),
});

/** Why a deadline falls on its day: rule, anchor, versions, arithmetic, changes, and who was told. */
const ExplanationAnswer = z.object({
  stream: z.string(),
  number: z.string(),
  deadline: z.string(),
  rule: z.object({ rule: z.string(), title: z.string(), basis: z.string(), tag: z.string() }),
  ruleText: Words,
  pack: z.object({ pack: z.string(), version: z.int(), title: z.string() }),
  calendarVersion: z.string(),
  anchor: z.object({
    event: z.string(),
    on: z.string(),
    version: z.int().nullable(),
    link: z.string().nullable().describe('Address of the anchor event'),
  }),
  status: z.string(),
  originalDueOn: z.string(),
  dueOn: z.string(),
  estimated: z.boolean().describe('预估: a year without official notice was counted'),
  metOn: z.string().nullable(),
  chapters: z.array(ChapterAnswer),
  rungs: z.array(RungAnswer),
});

/** One route per process, from the registry. */
export function explanationRoutes(app: ApiInstance, deps: RouteDeps): void {
  for (const process of allProcesses) explanationRoute(app, deps, process);
}

function explanationRoute(app: ApiInstance, deps: RouteDeps, process: Process): void {
  app.get(
    `/api/${process.name}/:id/deadlines/:deadline/explanation`,
    {
      config: { access: 'signedIn' },
      schema: {
        tags: [process.name],
        operationId: `${process.workflowType}DeadlineExplanation`,
        summary: 'Why a deadline of a case falls on its day, and who was told of it',
        params: z.object({ id: UuidInput, deadline: z.string().min(1).max(80) }),
        response: { 200: ExplanationAnswer, ...problemResponses(400, 401, 404, 429, 503) },
      },
    },
    async (request) => {
      const { id, deadline } = request.params;
      const { file, sight } = await visibleCase(deps, process, id, senderOf(request).actor);
      const events = file.events as unknown as readonly RecordedEvent[];
      const found = await deps.books.consult((book) => explainDeadline(events, deadline, book));
      // The office's own limits are no business of the unit that is inspected.
      const isTheirs = sight === 'full' || (found && TARGET_ROLES.includes(found.rule.owner));
      if (!found || !isTheirs) throw noSuchCase();
      const { version } = found.anchor;
      const link =
        version === null ? null : `/api/${process.name}/${id}/events?after=${version - 1}&limit=1`;
      const { rule, title, basis, tag } = found.rule;
      return {
        ...found,
        stream: file.stream,
        number: process.number(file.state),
        rule: { rule, title, basis, tag },
        anchor: { ...found.anchor, link },
        // The inspected side sees dates and reasons, not who inside the office acted.
        chapters: found.chapters.map(({ actor, steps, shifts, ...chapter }) => ({
          ...chapter,
          actor: sight === 'full' ? actor : 'hidden',
          steps: [...steps],
          shifts: [...shifts],
        })),
        rungs: found.rungs.map(({ to, acknowledgedBy, undeliveredTo, ...rung }) => ({
          ...rung,
          to: [...to],
          acknowledgedBy: [...acknowledgedBy],
          undeliveredTo: [...undeliveredTo],
        })),
      };
    },
  );
}
