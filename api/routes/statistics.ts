import { z } from 'zod';
import { CalendarDate } from '../../domain/shared/calendar-date.js';
import { shanghaiDate, type Instant } from '../../domain/shared/instant.js';
import type { Actor, Role } from '../../domain/shared/roles.js';
import { readLog } from '../../event-store/read.js';
import { standingOf } from '../../projections/checkpoint.js';
import { printedReports } from '../../projections/printed-reports/projection.js';
import { lastPrintBefore, type LastPrint } from '../../projections/printed-reports/queries.js';
import { ViewNotBuiltError, waitFor } from '../../projections/query.js';
import { OFFICE_READERS } from '../../projections/readers.js';
import type { Scope } from '../../projections/statistic-facts/evaluation.js';
import {
  allReports,
  figureNamed,
  type Figure,
  type Report,
  type ReportName,
} from '../../projections/statistic-facts/figures.js';
import { statisticFacts } from '../../projections/statistic-facts/projection.js';
import { factsBehind, periodOf, valuesOf } from '../../projections/statistic-facts/queries.js';
import { senderOf } from '../access/authenticate.js';
import { hasRole } from '../access/rule.js';
import type { ApiDeps } from '../deps.js';
import { invalidInput } from '../failures.js';
import { forbidden, notFound, problemResponses } from '../problems.js';
import { PageLimit, PositionInput, type ApiInstance } from './api-instance.js';
import {
  cursorFrom,
  cursorTo,
  FactPage,
  figureAnswer,
  ReportAnswer,
} from '../statistics/answer.js';
import { isBehind, queryProblem, standsStill } from './views.js';

/** Aggregates are for the office, its leaders and the level above. Source: `domain.md` D.2, P9. */
const READERS: readonly Role[] = [...OFFICE_READERS, 'guidanceObserver'];

const VIEWS = [statisticFacts.name, printedReports.name];
const defaultWaitMillis = 5000;

const Term = z.string().min(1).max(40);
const Round = z
  .string()
  .regex(/^inspection-round-[0-9a-f-]{36}$/, 'the stream of a round')
  .describe('Stream of the round');
const When = {
  position: PositionInput.optional().describe(
    'Position of the log up to which the figures count; how far the view is when absent',
  ),
  on: CalendarDate.optional().describe(
    'Day on which the age of what is open is taken; the day of the position when absent',
  ),
};

/** What each report is about. */
const SUBJECTS = {
  term: { term: Term.optional() },
  round: { round: Round },
  stage: { term: Term.optional(), round: Round.optional() },
} as const satisfies Record<ReportName, z.ZodRawShape>;

interface Asked {
  readonly term?: string | undefined;
  readonly round?: string | undefined;
  readonly position?: number | undefined;
  readonly on?: string | undefined;
}

/** Two routes per report, from its declaration: the figures, and the facts behind one of them. */
export function statisticRoutes(app: ApiInstance, deps: ApiDeps): void {
  for (const report of allReports) {
    reportRoute(app, deps, report);
    factsRoute(app, deps, report);
  }
}

/** Each report takes its own subject; what it takes is typed by all of them. */
const askedOf = (report: ReportName, more: z.ZodRawShape = {}) =>
  z.strictObject({ ...SUBJECTS[report], ...When, ...more });

function reportRoute(app: ApiInstance, deps: ApiDeps, report: Report): void {
  app.get(
    `/api/statistics/${report.report}`,
    {
      config: { access: READERS },
      schema: {
        tags: ['statistics'],
        operationId: `statistics-${report.report}`,
        summary: `${report.title.en} (${report.title.zh}): every figure as of a position`,
        querystring: askedOf(report.report),
        response: { 200: ReportAnswer, ...problemResponses(400, 401, 403, 429, 503, 504) },
      },
    },
    (request) => answerReport(deps, report, request.query, senderOf(request).actor),
  );
}

async function answerReport(
  deps: ApiDeps,
  { report, title, figures }: Report,
  asked: Asked,
  actor: Actor,
): Promise<z.output<typeof ReportAnswer>> {
  const { db } = deps.database;
  const scope = await scopeOf(deps, asked);
  const subject = asked.round ?? asked.term ?? 'all';
  const last = await lastPrintBefore(db, { report, subject }, scope.position);
  const values = await valuesOf(db, figures, scope);
  const before = last
    ? {
        position: last.position,
        values: await valuesOf(db, figures, { ...scope, ...printedScope(last) }),
      }
    : undefined;
  const isInside = hasRole(actor, OFFICE_READERS);
  return {
    report,
    title,
    subject,
    position: scope.position,
    on: scope.on,
    lastPrinted: last ?? null,
    figures: figures.map((figure) => figureAnswer(figure, values, before, isInside)),
  };
}

const printedScope = ({ position, printedOn: on }: LastPrint) => ({ position, on });

function factsRoute(app: ApiInstance, deps: ApiDeps, report: Report): void {
  const page = {
    part: z.string().max(100).optional().describe('Only the facts of this part of the figure'),
    cursor: z.string().max(500).optional(),
    limit: PageLimit,
  };
  app.get(
    `/api/statistics/${report.report}/:figure/events`,
    {
      config: { access: READERS },
      schema: {
        tags: ['statistics'],
        operationId: `statistics-${report.report}-events`,
        summary: `The events behind a figure of the ${report.title.en.toLowerCase()}`,
        params: z.object({ figure: z.string().min(1).max(60) }),
        querystring: askedOf(report.report, page) as unknown as z.ZodType<
          Asked & { part?: string; cursor?: string; limit: number }
        >,
        response: { 200: FactPage, ...problemResponses(400, 401, 403, 404, 429, 503, 504) },
      },
    },
    async (request) => {
      const figure = figureNamed(report, request.params.figure);
      if (!figure) throw noSuchFigure(report);
      if (!mayOpen(figure, senderOf(request).actor)) throw forbidden();
      const { part, cursor, limit, ...asked } = request.query;
      const scope = await scopeOf(deps, asked);
      const after = cursor === undefined ? undefined : cursorFrom(cursor);
      if (after === null)
        throw invalidInput([{ path: 'cursor', message: 'a cursor that the page before gave' }]);
      const found = await factsBehind(deps.database.db, figure, scope, {
        limit,
        ...(after ? { after } : {}),
        ...(part === undefined ? {} : { part }),
      });
      const facts = found.slice(0, limit);
      const last = facts.at(-1);
      return {
        figure: figure.figure,
        position: scope.position,
        facts: facts.map(({ key: _key, ...fact }) => fact),
        next: found.length > limit && last ? cursorTo(last) : null,
      };
    },
  );
}

/** Behind a small number of clues stand single ones, so outside the office none of them is opened. */
function mayOpen({ ofClues }: Figure, actor: Actor): boolean {
  return !ofClues || hasRole(actor, OFFICE_READERS);
}

function noSuchFigure({ figures }: Report) {
  return notFound(
    'figure-unknown',
    { en: 'The report has no such figure.', zh: '报告中没有这个指标。' },
    figures.map(({ figure }) => figure),
  );
}

/** Up to where and on which day the figures count: as asked, or as far as the views are. */
async function scopeOf(deps: ApiDeps, { term, round, position, on }: Asked): Promise<Scope> {
  const at = await positionOf(deps, position);
  const period = term === undefined ? undefined : await periodOf(deps.database.db, term);
  return {
    position: at,
    on: on ?? (await dayOf(deps, at, position === undefined)),
    ...(round === undefined ? {} : { round }),
    ...(term === undefined ? {} : { term }),
    ...(period ? { period } : {}),
  };
}

async function positionOf(
  { database: { db }, viewWaitMillis = defaultWaitMillis }: ApiDeps,
  asked: number | undefined,
): Promise<number> {
  const standings = await Promise.all(VIEWS.map((view) => standingOf(db, view)));
  const positions = standings.map((standing, index) => {
    if (!standing)
      throw queryProblem(new ViewNotBuiltError(VIEWS[index] ?? ''), statisticFacts.name);
    return standing.position;
  });
  const reached = Math.min(...positions);
  if (asked === undefined || asked <= reached) return asked ?? reached;
  const end = standings[0]?.logPosition ?? 0;
  if (asked > end)
    throw invalidInput([{ path: 'position', message: `the log ends at position ${end}` }]);
  for (const view of VIEWS) {
    const waited = await waitFor(db, view, asked, viewWaitMillis);
    if (!waited.reached) throw waited.stopped ? standsStill(view) : isBehind(view);
  }
  return asked;
}

/** The present figures look at what is open today, those of a position on the day of its event. */
async function dayOf(
  { database: { db }, clock }: ApiDeps,
  position: number,
  isPresent: boolean,
): Promise<string> {
  const [event] = isPresent || position === 0 ? [] : await readLog(db, position - 1, 1);
  return shanghaiDate((event?.now ?? (await clock())) as Instant);
}
