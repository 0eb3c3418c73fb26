import { z } from 'zod';
import {
  NoticeCalendar,
  calendarOf,
  calendarRefusal,
} from '../../domain/organization/notice-calendar.js';
import {
  calendarInForce,
  calendarNamed,
  noticeDeadline,
} from '../../domain/organization/notice-deadline.js';
import { contentRefusal } from '../../domain/organization/pack-refusal.js';
import type { OrganizationState } from '../../domain/organization/state.js';
import { SHIPPED_PACKS } from '../../domain/policy/packs.js';
import { CalendarDate } from '../../domain/shared/calendar-date.js';
import { Instant, shanghaiDate } from '../../domain/shared/instant.js';
import { PolicyPack, packOrNone, type PackRef } from '../../domain/shared/policy.js';
import type { Role } from '../../domain/shared/roles.js';
import type { RuleBook } from '../../domain/shared/rule-book.js';
import { compareRules, movedDates } from '../../projections/deadline-list/comparison.js';
import { invalidInput } from '../failures.js';
import { Problem, problemResponses } from '../problems.js';
import type { RouteDeps } from '../deps.js';
import type { ApiInstance } from './api-instance.js';

/** Who prepares rules and may see what they would do to every case. */
const RULE_READERS: readonly Role[] = [
  'officeDirector',
  'officeStaff',
  'executiveDeputyHead',
  'leadingGroupHead',
  'historyAuditor',
];

const PackLine = z.object({
  pack: z.string(),
  version: z.int(),
  title: z.string(),
  effectiveFrom: z.string(),
  shipped: z.boolean(),
});

const RulesAnswer = z.object({
  organization: z.object({ stream: z.string(), name: z.string(), status: z.string() }),
  packs: z.array(PackLine),
  calendars: z.array(z.string()).describe('Published versions; the shipped one is not among them'),
  calendar: z.string().describe('The version in force'),
  missingYear: z
    .int()
    .describe('First year without official notice: its dates are estimated (预估)'),
});

/** Policy packs, calendars, and what others would do: all reading, nothing is written. */
export function ruleRoutes(app: ApiInstance, deps: RouteDeps): void {
  overviewRoute(app, deps);
  packRoute(app, deps);
  previewRoute(app, deps);
  whatIfRoute(app, deps);
}

function overviewRoute(app: ApiInstance, { books }: RouteDeps): void {
  app.get(
    '/api/rules',
    {
      config: { access: 'signedIn' },
      schema: {
        tags: ['rules'],
        operationId: 'rules',
        summary: 'Published policy packs and calendars',
        response: { 200: RulesAnswer, ...problemResponses(401, 429, 503) },
      },
    },
    async () => {
      const { stream, state } = await books.organization();
      const line = (shipped: boolean) => (pack: PolicyPack) => ({
        pack: pack.pack,
        version: pack.version,
        title: pack.title,
        effectiveFrom: pack.effectiveFrom,
        shipped,
      });
      return {
        organization: { stream, name: state.name, status: state.status },
        packs: [...SHIPPED_PACKS.map(line(true)), ...Object.values(state.packs).map(line(false))],
        calendars: Object.keys(state.calendars),
        calendar: calendarInForce(state).calendar,
        missingYear: noticeDeadline(state).year,
      };
    },
  );
}

function packRoute(app: ApiInstance, { books }: RouteDeps): void {
  app.get(
    '/api/rules/packs/:pack/:version',
    {
      config: { access: 'signedIn' },
      schema: {
        tags: ['rules'],
        operationId: 'policyPack',
        summary: 'One version of a policy pack with every rule and ladder',
        params: z.object({ pack: z.string().max(40), version: z.coerce.number().int().min(1) }),
        response: { 200: PolicyPack, ...problemResponses(400, 401, 404, 429, 503) },
      },
    },
    async (request) => {
      const found = await books.consult((book) => packOrNone(book.packs, request.params), true);
      if (!found) throw unpublished();
      return found;
    },
  );
}

const MoveAnswer = z.object({
  stream: z.string(),
  number: z.string(),
  unit: z.string().nullable(),
  title: z.string(),
  deadline: z.string(),
  fromDueOn: z.string(),
  dueOn: z.string(),
  fromCalendar: z.string(),
  calendarVersion: z.string(),
  estimated: z.boolean(),
  rungsMoved: z.int(),
});

function previewRoute(app: ApiInstance, { books, database }: RouteDeps): void {
  app.post(
    '/api/rules/calendar-preview',
    {
      config: { access: RULE_READERS },
      schema: {
        tags: ['rules'],
        operationId: 'calendarPreview',
        summary: 'Every owed date that a calendar would move; nothing is written',
        description:
          'A calendar to look at before it is published, or the name of a published one.',
        body: z.strictObject({ calendar: z.union([NoticeCalendar, z.string().max(40)]) }),
        response: {
          200: z.object({ calendar: z.string(), moves: z.array(MoveAnswer) }),
          ...problemResponses(400, 401, 403, 404, 415, 429, 503),
        },
      },
    },
    async (request) => {
      const { calendar: asked } = request.body;
      const { state } = await books.organization();
      const data = wantedCalendar(asked, state);
      const calendar = calendarOf(data);
      const moves = await books.consult((book) => movedDates(database.db, calendar, book));
      return { calendar: data.calendar, moves: [...moves] };
    },
  );
}

const WhatIfBody = z
  .strictObject({
    from: CalendarDate,
    to: CalendarDate,
    pack: z.union([PolicyPack, z.strictObject({ pack: z.string(), version: z.int() })]).optional(),
    calendar: z.union([NoticeCalendar, z.string().max(40)]).optional(),
  })
  .refine(({ from, to }) => from <= to, { path: ['to'], error: 'ends before it begins' });

const WhatIfAnswer = z.object({
  deadlines: z.int(),
  late: z.int(),
  otherLate: z.int(),
  changed: z.array(
    z.object({
      stream: z.string(),
      number: z.string(),
      unit: z.string().nullable(),
      title: z.string(),
      deadline: z.string(),
      metOn: z.string().nullable(),
      dueOn: z.string(),
      late: z.boolean(),
      otherDueOn: z.string().nullable(),
      otherLate: z.boolean(),
      estimated: z.boolean(),
    }),
  ),
});

function whatIfRoute(app: ApiInstance, { books, database, clock }: RouteDeps): void {
  app.post(
    '/api/rules/what-if',
    {
      config: { access: RULE_READERS },
      schema: {
        tags: ['rules'],
        operationId: 'whatIf',
        summary: 'Who would have been late in a period under other rules; nothing is written',
        body: WhatIfBody,
        response: {
          200: WhatIfAnswer,
          ...problemResponses(400, 401, 403, 404, 415, 429, 503),
        },
      },
    },
    async (request) => {
      const { from, to, pack: askedPack, calendar: askedCalendar } = request.body;
      const { state } = await books.organization();
      const today = shanghaiDate(Instant.parse(await clock()));
      const found = await books.consult((book) => {
        const other = {
          ...(askedPack ? { pack: wantedPack(askedPack, book) } : {}),
          ...(askedCalendar ? { calendar: calendarOf(wantedCalendar(askedCalendar, state)) } : {}),
        };
        return compareRules(database.db, { from, to }, other, { book, today });
      });
      return { ...found, changed: [...found.changed] };
    },
  );
}

/** @throws Problem 404 for a name nobody published, 400 for a calendar that could not be */
function wantedCalendar(asked: string | NoticeCalendar, state: OrganizationState): NoticeCalendar {
  if (typeof asked === 'string') {
    const named = calendarNamed(state, asked);
    if (!named) throw unpublished();
    return named;
  }
  const refusal = calendarRefusal(asked, calendarInForce(state));
  if (refusal) throw invalidInput([{ path: 'calendar', message: refusal.message }]);
  return asked;
}

/** @throws Problem 404 for a version nobody published, 400 for a pack by which nothing could be counted */
function wantedPack(asked: PackRef | PolicyPack, { packs }: RuleBook): PolicyPack {
  if ('rules' in asked) {
    const refusal = contentRefusal(asked);
    if (refusal) throw invalidInput([{ path: 'pack', message: refusal.message }]);
    return asked;
  }
  const named = packOrNone(packs, asked);
  if (!named) throw unpublished();
  return named;
}

function unpublished(): Problem {
  return new Problem(404, 'not-published', {
    en: 'Nobody published that version.',
    zh: '没有发布过该版本。',
  });
}
