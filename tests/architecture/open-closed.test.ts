import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { start, meet } from '../../domain/clock/actions.js';
import { deadlineLadder } from '../../domain/clock/ladder.js';
import { NO_DEADLINES, type WithClock } from '../../domain/clock/state.js';
import { shippedBook } from '../../domain/policy/packs.js';
import { guard, processOf, reject, stageOf, type RecordedEvent } from '../../domain/process.js';
import { CalendarDate } from '../../domain/shared/calendar-date.js';
import { CLOCK } from '../../domain/shared/roles.js';
import type { StoredEvent } from '../../event-store/event.js';
import { date, integer, text, type RowOf } from '../../projections/column.js';
import type { EventCatalog } from '../../projections/event-catalog.js';
import { changesOf, Rows } from '../../projections/fold.js';
import { change, defineProjection, update, type LogEvent } from '../../projections/projection.js';
import { actor, contextOn, scenarioOf } from '../support/given.js';

/**
 * A process, a stage and a read model that the product has never heard of: what follows in this file is
 * everything that such an addition needs, besides its line in a registry.
 */

interface LoanState extends WithClock {
  readonly status: 'none' | 'requested' | 'lent' | 'returned';
  readonly borrower: string;
}

const isLent = guard<LoanState>(
  ({ status }) => status === 'lent' || reject('not-lent', 'The file is not lent.'),
);

/** The office lends a file of the archive, to be back by the day that both agree on. */
const lending = stageOf<LoanState>()({
  name: 'lending',
  commands: {
    RequestLoan: {
      by: ['officeStaff'],
      opens: true,
      data: z.strictObject({ borrower: z.string().min(1) }),
    },
    LendFile: {
      by: ['officeDirector'],
      data: z.strictObject({ lentOn: CalendarDate, dueOn: CalendarDate }),
    },
  },
  events: {
    LoanRequested: z.object({ borrower: z.string() }),
    FileLent: z.object({ lentOn: CalendarDate, dueOn: CalendarDate }),
  },
  decide: {
    RequestLoan: (data) => [{ type: 'LoanRequested', data }],
    LendFile: (data, { status }) => (status === 'lent' ? [] : [{ type: 'FileLent', data }]),
  },
  evolve: {
    LoanRequested: (loan, { borrower }) => ({ ...loan, status: 'requested', borrower }),
    FileLent: (loan) => ({ ...loan, status: 'lent' }),
  },
  clock: {
    FileLent: ({ lentOn, dueOn }) => [
      start('rectification-plan', { pack: 'county-default', version: 1 }, lentOn, { dueOn }),
    ],
  },
});

/** The added stage: the file comes back. */
const returning = stageOf<LoanState>()({
  name: 'returning',
  commands: {
    ReturnFile: {
      by: ['officeStaff'],
      guard: isLent,
      data: z.strictObject({ returnedOn: CalendarDate }),
    },
  },
  events: { FileReturned: z.object({ returnedOn: CalendarDate }) },
  decide: { ReturnFile: (data) => [{ type: 'FileReturned', data }] },
  evolve: { FileReturned: (loan) => ({ ...loan, status: 'returned' }) },
  clock: { FileReturned: ({ returnedOn }) => [meet('rectification-plan', returnedOn)] },
  effects: {
    FileReturned: ({ returnedOn }, _, { stream, deriveId }) => [
      {
        process: 'target-inspection',
        id: deriveId(`${stream}/target`),
        command: { type: 'CancelTarget', data: { reason: `returned on ${returnedOn}` } },
      },
    ],
  },
});

function archiveLoan(stages: Parameters<typeof processOf<LoanState>>[0]['stages']) {
  return processOf<LoanState>({
    name: 'archive-loan',
    workflowType: 'archiveLoan',
    title: { zh: '档案借阅', en: 'Archive loan' },
    initial: { status: 'none', borrower: '', clock: NO_DEADLINES },
    stages: [...stages, deadlineLadder<LoanState>(() => [])],
    closed: ({ status }) => status === 'returned',
    reach: () => [],
    number: ({ borrower }) => borrower,
    status: ({ status }) => status,
  });
}

const withoutReturn = archiveLoan([lending]);
const loans = archiveLoan([lending, returning]);
const { given, stream } = scenarioOf(loans);

const requested = { type: 'RequestLoan', data: { borrower: 'A' } };
const lent = {
  type: 'LendFile',
  data: { lentOn: '2022-12-30', dueOn: '2023-03-30' },
};
const returned = { type: 'ReturnFile', data: { returnedOn: '2022-12-30' } };

describe('a new process', () => {
  test('decides, and keeps its deadline, with nothing edited', () => {
    given(requested)
      .when(lent)
      .then({ type: 'FileLent' })
      .thenClock({ type: 'DeadlineSet', data: { dueOn: '2023-03-30' } })
      .thenState({ status: 'lent' });
  });

  test('is awaited by the runner: its next due moment is a command like any other', () => {
    const { state, version } = given(requested, lent);
    const [next] = loans.dueList(state, shippedBook);
    if (next === undefined) throw new Error('no due moment');
    const context = { ...contextOn('2022-12-30', CLOCK, stream), now: next.at };
    expect(loans.decide(state, version, next.command, context)).toMatchObject([
      { type: 'ReminderIssued' },
    ]);
  });
});

describe('a new stage', () => {
  const officeStaff = actor('officeStaff');

  test('shows its commands, and why they are shut', () => {
    const { state, version } = given(requested);
    const context = contextOn('2022-12-30', officeStaff, stream);
    const own = loans
      .availableCommands(state, version, context)
      .filter((command) => command.stage !== 'deadline-ladder');
    expect(own).toMatchObject([
      { command: 'RequestLoan', stage: 'lending', reason: { code: 'already-open' } },
      { command: 'LendFile', stage: 'lending', reason: { code: 'forbidden' } },
      { command: 'ReturnFile', stage: 'returning', reason: { code: 'not-lent' } },
    ]);
  });

  test('decides, meets the deadline and causes an effect', () => {
    given(requested, lent)
      .when(returned)
      .then({ type: 'FileReturned' })
      .thenClock({ type: 'DeadlineMet', data: { late: false } })
      .thenEffects({ process: 'target-inspection', command: { type: 'CancelTarget' } })
      .thenState({ status: 'returned' });
  });

  test('changes nothing in the stages beside it', () => {
    const before = scenarioOf(withoutReturn).given(requested, lent);
    expect(before.state).toEqual(given(requested, lent).state);
    expect([...withoutReturn.commands.keys()]).not.toContain('ReturnFile');
  });

  test('cannot claim a name that another has', () => {
    expect(() => archiveLoan([lending, returning, { ...returning, name: 'again' }])).toThrow(
      'stages returning and again both claim command ReturnFile',
    );
  });
});

describe('a new read model', () => {
  const columns = {
    stream: text(),
    borrower: text(),
    dueOn: date().nullable(),
    events: integer(),
  };
  type LoanRow = RowOf<typeof columns>;
  const loanLedger = defineProjection({
    name: 'loan-ledger',
    version: 1,
    title: { zh: '借阅台账', en: 'Loan ledger' },
    columns,
    filters: ['borrower'],
    orders: ['dueOn'],
    readableBy: ['officeStaff'],
    on: {
      LoanRequested: ({ stream, data }: LogEvent<{ borrower: string }>) => [
        change<LoanRow>(stream, () => ({
          stream,
          borrower: data.borrower,
          dueOn: null,
          events: 1,
        })),
      ],
      FileLent: ({ stream, data }: LogEvent<{ dueOn: string }>) => [
        update<LoanRow>(stream, (row) => ({ ...row, dueOn: data.dueOn, events: row.events + 1 })),
      ],
    },
  });
  const catalog: EventCatalog = {
    schemaVersionOf: ({ type }) => (loans.events.has(type) ? 1 : undefined),
  };

  test('is folded by the code that folds every view', () => {
    const rows = new Rows(loanLedger);
    const decided = [given().when(requested), given(requested).when(lent)].flatMap(
      ({ decided }) => decided,
    );
    for (const event of decided.map(stored)) rows.apply(changesOf(loanLedger, event, catalog));
    expect(rows.changed(shippedBook)).toEqual({
      written: [[stream, { stream, borrower: 'A', dueOn: '2023-03-30', events: 2 }]],
      removed: [],
    });
  });

  function stored({ type, data, version, now, actor: { id } }: RecordedEvent): StoredEvent {
    const place = { position: version, stream, version, n: 1, at: now, now };
    const origin = { commandId: '', actor: { id, posts: [] }, cause: null, request: '' };
    return { ...place, ...origin, type, data, schemaVersion: 1 };
  }
});
