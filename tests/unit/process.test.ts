import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { start } from '../../domain/clock/actions.js';
import { NO_DEADLINES, type WithClock } from '../../domain/clock/state.js';
import { allProcesses, processNamed } from '../../domain/processes.js';
import {
  UnknownEvent,
  guard,
  processOf,
  reject,
  stageOf,
  type ErasedStage,
} from '../../domain/process.js';
import { shippedBook } from '../../domain/policy/packs.js';
import { actor, contextOn, scenarioOf, type Step } from '../support/given.js';

interface Door extends WithClock {
  readonly status: 'none' | 'open' | 'shut' | 'gone';
}

const isOpen = guard<Door>(
  ({ status }) => status === 'open' || reject('door-not-open', 'Only an open door is shut.'),
);

const door = stageOf<Door>()({
  name: 'door',
  commands: {
    Build: { by: ['officeStaff'], opens: true, data: z.strictObject({}) },
    Shut: { by: ['officeStaff'], guard: isOpen, data: z.strictObject({}) },
    Remove: { by: ['officeDirector'], data: z.strictObject({}) },
    Note: { by: ['process'], data: z.strictObject({}) },
    Rot: { by: ['clock'], data: z.strictObject({}) },
  },
  events: { Built: z.object({}), WasShut: z.object({}), Removed: z.object({}) },
  decide: {
    Build: () => [{ type: 'Built', data: {} }],
    Shut: () => [{ type: 'WasShut', data: {} }],
    Remove: () => [{ type: 'Removed', data: {} }],
    Note: () => [],
    Rot: () => [],
  },
  evolve: {
    Built: (state) => ({ ...state, status: 'open' }),
    WasShut: (state) => ({ ...state, status: 'shut' }),
    Removed: (state) => ({ ...state, status: 'gone' }),
  },
});

function processWith(...stages: readonly ErasedStage<Door>[]) {
  return processOf<Door>({
    name: 'door',
    workflowType: 'door',
    title: { zh: '门', en: 'Door' },
    initial: { status: 'none', clock: NO_DEADLINES },
    stages,
    closed: ({ status }) => status === 'gone',
    reach: () => ['unit:W-T1'],
    recused: () => ['away', 'clock'],
    number: () => 'D-1',
    status: ({ status }) => status,
  });
}

const doors = processWith(door);
const { given } = scenarioOf(doors);
const build = { type: 'Build', data: {} };
const shut = { type: 'Shut', data: {} };
const remove = { type: 'Remove', data: {} };

describe('assembling', () => {
  const rival = (commands: object, events: object) =>
    ({ ...door, name: 'rival', commands, events }) as ErasedStage<Door>;

  test('two stages may not claim one command', () => {
    expect(() => processWith(door, rival({ Shut: door.commands['Shut'] }, {}))).toThrow(
      'door: stages door and rival both claim command Shut',
    );
  });

  test('nor one event', () => {
    expect(() => processWith(door, rival({}, { Built: door.events['Built'] }))).toThrow(
      'door: stages door and rival both claim event Built',
    );
  });

  test('a stage with deadlines needs the ladder kit in the list', () => {
    const ticking = stageOf<Door>()({
      ...{ name: 'ticking', commands: {}, decide: {} },
      events: { Ticked: z.object({}) },
      evolve: { Ticked: (state) => state },
      clock: {
        Ticked: () => [start('claim', { pack: 'county-default', version: 1 }, '2021-01-01')],
      },
    });
    expect(() => processWith(ticking)).toThrow('no ladder kit is listed');
  });
});

describe('refusals come in a fixed order', () => {
  test('a case that is not there', () => {
    given().when(shut).thenRejected('not-found');
  });

  test('a case that is there already', () => {
    given(build).when(build).thenRejected('already-open');
  });

  test('a sender without the post, whatever the state', () => {
    given(build).when(shut, actor('groupHead')).thenRejected('forbidden');
    given(build).when(shut, actor('officeStaff', 'unit:W-T2')).thenRejected('forbidden');
    given(build, remove).when(shut, actor('groupHead')).thenRejected('forbidden');
    given().when(build, actor('officeStaff', 'unit:W-T1')).thenRejected('forbidden');
  });

  test('a post that reaches the case is enough', () => {
    given(build).when(shut, actor('officeStaff', 'unit:W-T1')).then({ type: 'WasShut' });
  });

  test('a closed case, then the guard', () => {
    given(build, remove).when(shut).thenRejected('case-closed');
    given(build, shut).when(shut).thenRejected('door-not-open');
  });

  test('a command the process does not have', () => {
    const context = contextOn('2021-01-01', actor('officeStaff'), 'door-1');
    expect(doors.decide(doors.initial, 0, { type: 'Paint', data: {} }, context)).toMatchObject({
      rejected: 'unknown-command',
    });
  });
});

describe('somebody who is recused', () => {
  const away = actor('officeStaff', 'all', 'away');

  test('is refused after the post was looked at, before the state is', () => {
    given(build).when(shut, away).thenRejected('recused');
    given(build, remove).when(shut, away).thenRejected('recused');
    given(build).when(remove, away).thenRejected('forbidden');
    given(build).when(shut).then({ type: 'WasShut' });
  });

  test('finds no command open', () => {
    const { state, version } = given(build);
    const context = contextOn('2021-01-01', away, 'door-1');
    const codes = doors
      .availableCommands(state, version, context)
      .map(({ command, reason }) => [command, reason?.code]);
    expect(codes).toEqual([
      ['Build', 'already-open'],
      ['Shut', 'recused'],
      ['Remove', 'forbidden'],
    ]);
  });

  test('is never the clock, whatever id was written down', () => {
    given(build).when({ type: 'Rot', data: {} }, actor('clock')).thenNothing();
  });
});

describe('available commands', () => {
  const available = (...history: readonly Step[]) => {
    const { state, version } = given(...history);
    const context = contextOn('2021-01-01', actor('officeStaff'), 'door-1');
    return doors.availableCommands(state, version, context);
  };

  test('name the reason for every refused one, and no command of the clock or of a process', () => {
    expect(available(build, shut)).toEqual([
      {
        command: 'Build',
        stage: 'door',
        allowed: false,
        reason: { code: 'already-open', message: 'The case is open already.' },
      },
      {
        command: 'Shut',
        stage: 'door',
        allowed: false,
        reason: { code: 'door-not-open', message: 'Only an open door is shut.' },
      },
      {
        command: 'Remove',
        stage: 'door',
        allowed: false,
        reason: { code: 'forbidden', message: 'None of your posts may send this command here.' },
      },
    ]);
  });

  test('an allowed one carries no reason', () => {
    expect(available(build)[1]).toEqual({ command: 'Shut', stage: 'door', allowed: true });
    expect(available()[0]).toEqual({ command: 'Build', stage: 'door', allowed: true });
  });
});

describe('reading', () => {
  const meta = { version: 1, now: contextOn('2021-01-01', actor('clock'), 'x').now };

  test('an event no stage knows stops the reader', () => {
    const event = { type: 'Painted', data: {}, ...meta, actor: { id: 'x' } };
    expect(() => doors.evolve(doors.initial, event)).toThrow(UnknownEvent);
  });

  test('a closed case has nothing due', () => {
    const { state } = given(build, remove);
    expect(doors.dueList(state, shippedBook)).toEqual([]);
  });

  test('a schema version is 1 unless the process says more', () => {
    expect(doors.schemaVersionOf('Built')).toBe(1);
  });
});

describe('the registry', () => {
  test('has every process, each under its own names', () => {
    expect(allProcesses.map(({ name }) => name)).toEqual([
      'inspection-round',
      'target-inspection',
      'rectification',
      'clue-transfer',
      'organization',
      'mailbox',
      'term-plan',
      'common-problem',
    ]);
    expect(new Set(allProcesses.map(({ workflowType }) => workflowType)).size).toBe(8);
    expect(processNamed('rectification')?.name).toBe('rectification');
    expect(processNamed('patrol')).toBeUndefined();
  });
});
