import { z } from 'zod';
import { CalendarDate } from '../../domain/shared/calendar-date.js';
import { shanghaiDate, type Instant } from '../../domain/shared/instant.js';
import {
  annualProgress,
  coverageOf,
  isCovered,
  unsettledUnits,
} from '../../domain/term-plan/coverage.js';
import type { Process } from '../../domain/process.js';
import { forecast, type Forecast } from '../../domain/term-plan/forecast.js';
import { termPlan } from '../../domain/term-plan/index.js';
import { yearOf, type TermState } from '../../domain/term-plan/state.js';
import { senderOf } from '../access/authenticate.js';
import type { RouteDeps } from '../deps.js';
import { problemResponses } from '../problems.js';
import { UuidInput, type ApiInstance } from './api-instance.js';
import { visibleCase } from './cases.js';

const Days = z.coerce.number().int().min(0).max(400);

/** Groups and days are what the office plans with, not what is known; without groups nothing is forecast. */
const Asked = z.strictObject({
  on: CalendarDate.optional().describe('Today when absent'),
  groups: z.coerce.number().int().min(0).max(200).optional(),
  targetsPerGroup: z.coerce.number().int().min(1).max(20).default(3),
  fieldworkDays: Days.min(1).default(60),
  restDays: Days.default(30),
});

const CatalogUnit = z.object({ unit: z.string(), name: z.string(), category: z.string() });

const CoverageAnswer = z.object({
  term: z.string(),
  on: z.string(),
  version: z.int().describe('Of the last event of the coverage plan'),
  position: z.int().describe('Of that event in the log'),
  coverage: z.object({
    covered: z.int(),
    total: z.int(),
    percentTenths: z.int(),
    exempted: z.int().describe('Units that need not be inspected'),
  }),
  neverInspected: z.array(CatalogUnit),
  idle: z.array(CatalogUnit).describe('Last inspected three years ago or longer'),
  annualProgress: z.object({
    year: z.int(),
    minimum: z.int(),
    approvedTargets: z.int(),
    remaining: z.int(),
    percentTenths: z.int(),
  }),
  forecast: z
    .object({
      units: z.array(z.object({ unit: z.string(), lastSafeStartOn: z.string() })),
      impossibleFrom: z
        .string()
        .nullable()
        .describe('Month from which full coverage is out of reach; null when it stays possible'),
    })
    .nullable()
    .describe('The last safe start of every uncovered unit; null unless `groups` is given'),
});

/** How far a term has come: what nobody has inspected, what lies idle, and until when it can still be done (U5). */
export function coverageRoute(app: ApiInstance, deps: RouteDeps): void {
  app.get(
    `/api/${termPlan.name}/:id/coverage`,
    {
      config: { access: 'signedIn' },
      schema: {
        tags: [termPlan.name],
        operationId: 'termPlanCoverage',
        summary: 'Coverage of a term, units never inspected or idle, and the last safe starts',
        params: z.object({ id: UuidInput }),
        querystring: Asked,
        response: { 200: CoverageAnswer, ...problemResponses(400, 401, 404, 429, 503) },
      },
    },
    async (request) => {
      const { file } = await visibleCase(
        deps,
        termPlan as unknown as Process,
        request.params.id,
        senderOf(request).actor,
      );
      const { on = shanghaiDate((await deps.clock()) as Instant), ...plan } = request.query;
      const { version, position } = file;
      return { version, position, ...coverageAnswer(file.state as TermState, on, plan) };
    },
  );
}

type Plan = Omit<z.output<typeof Asked>, 'on'>;

function coverageAnswer(term: TermState, on: string, plan: Plan) {
  const { covered, total, percentTenths, neverInspected, idle } = coverageOf(term, on);
  const year = yearOf(on);
  const named = (codes: readonly string[]) =>
    codes.flatMap((code) => {
      const found = term.units[code];
      return found ? [{ unit: code, name: found.name, category: found.category }] : [];
    });
  return {
    term: term.number,
    on,
    coverage: { covered, total, percentTenths, exempted: exemptedUnits(term) },
    neverInspected: named(neverInspected),
    idle: named(idle),
    annualProgress: { year, ...annualProgress(term, year) },
    forecast: forecastOf(term, on, plan),
  };
}

const exemptedUnits = (term: TermState): number =>
  Object.values(term.units).filter(
    ({ unit, exemptedOn }) => exemptedOn !== null && !isCovered(term, unit),
  ).length;

function forecastOf(
  term: TermState,
  today: string,
  { groups, ...plan }: Plan,
): { units: Forecast['units'][number][]; impossibleFrom: string | null } | null {
  if (groups === undefined) return null;
  const uncovered = unsettledUnits(term);
  const { units, impossibleFrom } = forecast({
    ...plan,
    groups,
    uncovered,
    today,
    termTo: term.toOn,
  });
  return { units: [...units], impossibleFrom };
}
