import { describe, expect, test } from '@jest/globals';
import { inspectionRound } from '../../../domain/inspection-round/index.js';
import { shippedBook } from '../../../domain/policy/packs.js';
import { actor, type Step } from '../../support/given.js';
import {
  approved,
  authorized,
  cancelRound,
  decided,
  formGroup,
  heard,
  holdDeploymentMeeting,
  holdLeadingGroupMeeting,
  holdSecretaryMeeting,
  noteReportAccepted,
  noteTargetClosed,
  noteTargetWithdrawn,
  proposed,
  reported,
  resumeRound,
  round,
  stationed,
  suspendRound,
} from '../../support/round.js';

const { given, stream } = round;
const suspended = [...stationed, suspendRound()];

const dueOf = (...history: readonly Step[]) =>
  inspectionRound.dueList(given(...history).state, shippedBook).map(({ rung }) => rung);
const deadlineAfter = (deadline: string, ...history: readonly Step[]) =>
  given(...history).state.clock.deadlines[deadline];

describe('a suspended round', () => {
  test('stands still with its targets', () => {
    const data = { suspendedOn: '2021-06-01', reason: '疫情防控需要' };
    given(...stationed)
      .when(suspendRound())
      .then({ type: 'RoundSuspended', data })
      .thenClock({
        type: 'DeadlinePaused',
        data: { deadline: 'round-fieldwork', pausedOn: '2021-06-01', reason: '疫情防控需要' },
      })
      .thenEffects(
        { id: `${stream}/target/W-T1`, command: { type: 'SuspendTarget', data } },
        { id: `${stream}/target/W-T2`, command: { type: 'SuspendTarget', data } },
      );
  });

  test('tells no target that is closed', () => {
    given(...stationed, noteTargetClosed())
      .when(suspendRound())
      .thenEffects({ id: `${stream}/target/W-T2`, command: { type: 'SuspendTarget' } });
  });

  test('fires no rung; only the weekly word says that it is paused', () => {
    expect(dueOf(...stationed)).toContain('missed');
    expect(dueOf(...suspended)).toEqual([expect.stringMatching(/^paused-2021-06-01-/)]);
    const late = { type: 'FireRung', data: { rung: 'missed', dueOn: '2021-06-22' } };
    given(...suspended)
      .when({ ...late, data: { ...late.data, deadline: 'round-fieldwork' } })
      .thenNothing();
  });

  test('pauses what begins meanwhile, since another case reports what has happened there', () => {
    const withdrawn = [noteTargetWithdrawn(), noteTargetWithdrawn({ unit: 'W-T2' })];
    const ended = [...suspended, ...withdrawn];
    expect(deadlineAfter('secretary-meeting-hears', ...ended)).toMatchObject({
      status: 'paused',
      pauses: [{ fromOn: '2021-06-22', toOn: null }],
    });
    expect(dueOf(...ended)).toEqual([expect.stringMatching(/^paused-/)]);
    expect(deadlineAfter('secretary-meeting-hears', ...ended, resumeRound())).toMatchObject({
      status: 'running',
      dueOn: deadlineAfter('secretary-meeting-hears', ...stationed, ...withdrawn)?.dueOn,
    });
  });

  test.each([
    ['FormGroup', [...approved, suspendRound()], formGroup()],
    ['HoldDeploymentMeeting', [...authorized, suspendRound()], holdDeploymentMeeting()],
    ['HoldLeadingGroupMeeting', [...reported, suspendRound()], holdLeadingGroupMeeting()],
    ['HoldSecretaryMeeting', [...heard, suspendRound()], holdSecretaryMeeting()],
  ] as const)('%s waits until it is resumed', (type, history, command) => {
    given(...history)
      .when(command)
      .thenRejected('round-suspended');
    const { decided: events } = given(...history, resumeRound()).when(command);
    expect(events.map((event) => event.type)).not.toEqual([]);
    expect(command.type).toBe(type);
  });

  test('lets no single deadline go on, and can be cancelled', () => {
    given(...suspended)
      .when({
        type: 'ResumeDeadline',
        data: { deadline: 'round-fieldwork', resumedOn: '2021-06-02' },
      })
      .thenRejected('case-suspended');
    given(...suspended)
      .when(cancelRound())
      .then({ type: 'RoundCancelled' })
      .thenClock({ type: 'DeadlineWaived', data: { deadline: 'round-fieldwork' } });
  });
});

describe('resuming', () => {
  test('gives every deadline back the days it stood still', () => {
    given(...suspended)
      .when(resumeRound())
      .then({ type: 'RoundResumed', data: { resumedOn: '2021-06-11' } })
      .thenClock({
        type: 'DeadlineResumed',
        data: { deadline: 'round-fieldwork', fromDueOn: '2021-06-22', dueOn: '2021-07-02' },
      })
      .thenEffects(
        { id: `${stream}/target/W-T1`, command: { type: 'ResumeTarget' } },
        { id: `${stream}/target/W-T2`, command: { type: 'ResumeTarget' } },
      );
  });

  test('leaves paused what was paused before', () => {
    const pause = { deadline: 'round-fieldwork', pausedOn: '2021-05-30', reason: '等待上级答复' };
    const before: Step = { type: 'PauseDeadline', data: pause, on: '2021-05-30' };
    given(...stationed, before)
      .when(suspendRound())
      .thenClock();
    given(...stationed, before, suspendRound())
      .when(resumeRound())
      .thenClock();
    given(...stationed, before, suspendRound(), resumeRound())
      .when({
        type: 'ResumeDeadline',
        data: { deadline: 'round-fieldwork', resumedOn: '2021-06-12' },
      })
      .thenClock({ type: 'DeadlineResumed', data: { pausedOn: '2021-05-30' } });
  });

  test('is possible once more after another suspension', () => {
    const again = [
      ...suspended,
      resumeRound(),
      suspendRound({ suspendedOn: '2021-06-14' }),
      resumeRound({ resumedOn: '2021-06-16' }),
    ];
    expect(deadlineAfter('round-fieldwork', ...again)).toMatchObject({
      status: 'running',
      dueOn: '2021-07-04',
    });
  });
});

describe('refused', () => {
  test.each([
    ['round-not-suspendable', proposed, suspendRound()],
    ['round-not-suspendable', decided, suspendRound()],
    ['round-already-suspended', suspended, suspendRound()],
    ['round-not-suspended', stationed, resumeRound()],
    ['round-not-suspended', [...suspended, resumeRound()], resumeRound()],
    ['suspended-before-approval', stationed, suspendRound({ suspendedOn: '2021-05-05' })],
    [
      'suspended-before-resumption',
      [...suspended, resumeRound()],
      suspendRound({ suspendedOn: '2021-06-10' }),
    ],
    ['resumed-before-suspension', suspended, resumeRound({ resumedOn: '2021-05-31' })],
    ['date-in-future', stationed, suspendRound({ suspendedOn: '2023-01-01' })],
    ['date-in-future', suspended, resumeRound({ resumedOn: '2023-01-01' })],
  ] as const)('%s', (code, history, command) => {
    given(...history)
      .when(command)
      .thenRejected(code);
  });

  test('to everyone but the head of the leading group', () => {
    for (const role of ['executiveDeputyHead', 'officeDirector'] as const)
      given(...stationed)
        .when(suspendRound(), actor(role))
        .thenRejected('forbidden');
  });
});

test('a report accepted meanwhile starts the hearing’s limit paused', () => {
  const history = [
    ...stationed,
    noteTargetWithdrawn(),
    noteTargetWithdrawn({ unit: 'W-T2' }),
    suspendRound(),
    noteReportAccepted(),
    noteReportAccepted({ unit: 'W-T2' }),
  ];
  expect(deadlineAfter('leading-group-hears', ...history)?.status).toBe('paused');
});
