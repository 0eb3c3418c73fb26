import { z } from 'zod';
import { start, waiveOwed, type ClockAction, type Due } from '../../domain/clock/actions.js';
import type { LadderOptions } from '../../domain/clock/ladder-decisions.js';
import { deadlineLadder } from '../../domain/clock/ladder.js';
import { NO_DEADLINES, type WithClock } from '../../domain/clock/state.js';
import { shippedBook } from '../../domain/policy/packs.js';
import { processOf, stageOf } from '../../domain/process.js';
import type { Instant } from '../../domain/shared/instant.js';
import type { PolicyPack } from '../../domain/shared/policy.js';
import { CLOCK, processActor } from '../../domain/shared/roles.js';
import type { RuleBook } from '../../domain/shared/rule-book.js';
import { NOTICE_YEARS } from '../../domain/shared/working-day-notices.js';
import { workingCalendar, type WorkingCalendar } from '../../domain/shared/working-days.js';
import type { Step } from './given.js';

export const pack = { pack: 'county-default', version: 1 };
export const REACH = ['unit:W-T1', 'group:XC/1'];

export interface Ticking extends WithClock {
  readonly events: number;
}

/** A process whose only event does to the clock what the test says; a step beyond the list waives all that is owed. */
export function tickingProcess(
  actions: readonly ClockAction[],
  options: LadderOptions<Ticking> = {},
) {
  const ticking = stageOf<Ticking>()({
    name: 'ticking',
    commands: {
      Open: { by: ['officeStaff'], opens: true, data: z.strictObject({}) },
      Go: { by: ['officeStaff'], data: z.strictObject({ step: z.int() }) },
    },
    events: { Opened: z.object({}), Gone: z.object({ step: z.int() }) },
    decide: {
      Open: () => [{ type: 'Opened', data: {} }],
      Go: (data) => [{ type: 'Gone', data }],
    },
    evolve: {
      Opened: (state) => state,
      Gone: (state) => ({ ...state, events: state.events + 1 }),
    },
    clock: {
      Gone: ({ step }, state) => (actions[step] ? [actions[step]] : waiveOwed(state, 'all-over')),
    },
  });
  return processOf<Ticking>({
    name: 'ticking',
    workflowType: 'ticking',
    title: { zh: '计时', en: 'Ticking' },
    initial: { events: 0, clock: NO_DEADLINES },
    stages: [ticking, deadlineLadder(() => REACH, options)],
    closed: () => false,
    reach: () => REACH,
    number: () => '',
    status: () => 'open',
  });
}

export const open: Step = { type: 'Open', data: {} };
export const go = (step: number, on = '2021-08-05'): Step => ({ type: 'Go', data: { step }, on });

/** Five working days after Thursday 2021-08-05: the ladder S around Thursday 08-12. */
export const claim = start('claim', pack, '2021-08-05');
export const DUE = '2021-08-12';

export const fire = (rung: string, dueOn: string, on: string, deadline = 'claim'): Step => ({
  type: 'FireRung',
  data: { deadline, rung, dueOn },
  on,
  by: CLOCK,
});

/** What the runner sends for a due moment. @param at its clock; by default that very moment */
export const fired = ({ command, at: due }: Due, at: Instant = due): Step => ({
  ...command,
  at,
  by: CLOCK,
});

type Fields = Readonly<Record<string, unknown>>;
const onDay =
  (type: string, defaults: Fields) =>
  (on: string, changes: Fields = {}): Step => ({
    type,
    data: { deadline: 'claim', ...defaults, ...changes },
    on,
  });

export const pauseOn = (on: string, changes: Fields = {}) =>
  onDay('PauseDeadline', { pausedOn: on, reason: '等待上级答复' })(on, changes);
export const resumeOn = (on: string, changes: Fields = {}) =>
  onDay('ResumeDeadline', { resumedOn: on })(on, changes);
export const extendOn = onDay('ExtendDeadline', { untilOn: '2021-08-20', reason: '材料未齐' });
export const waiveOn = onDay('WaiveDeadline', { reason: '不再需要' });

const caseActor = processActor('organization-00000000-0000-4000-8000-000000000001');

export const recalculateBy = (calendar: string, on: string): Step => ({
  type: 'RecalculateDeadlines',
  data: { calendar },
  on,
  by: caseActor,
});
export const undeliveredTo = (role: string, rung: string, on: string, scope = 'all'): Step => ({
  type: 'NoteReminderUndelivered',
  data: { deadline: 'claim', rung, of: { role, scope }, why: 'no address' },
  on,
  by: caseActor,
});

/** The shipped notices with changes, under a version of its own. */
export function calendarWith(version: string, changed: typeof NOTICE_YEARS): WorkingCalendar {
  return workingCalendar(version, { ...NOTICE_YEARS, ...changed });
}

/** A book in which these are published besides what ships; the last calendar is in force. */
export function bookWith(more: {
  readonly packs?: readonly PolicyPack[];
  readonly calendars?: readonly WorkingCalendar[];
}): RuleBook {
  const { packs = [], calendars = [] } = more;
  return {
    packs: (ref) =>
      packs.find((one) => one.pack === ref.pack && one.version === ref.version) ??
      shippedBook.packs(ref),
    calendars: (version) =>
      calendars.find((one) => one.version === version) ?? shippedBook.calendars(version),
    calendar: calendars.at(-1) ?? shippedBook.calendar,
  };
}
