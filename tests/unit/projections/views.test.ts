import { describe, expect, test } from '@jest/globals';
import { auditTrail } from '../../../projections/audit-trail/projection.js';
import { caseIndex } from '../../../projections/case-index/projection.js';
import { deadlineList } from '../../../projections/deadline-list/projection.js';
import { findings } from '../../../projections/findings/projection.js';
import { rectificationLedger } from '../../../projections/rectification-ledger/projection.js';
import { reminderInbox } from '../../../projections/reminder-inbox/projection.js';
import { roundBoard } from '../../../projections/round-board/projection.js';
import { targetSheet } from '../../../projections/target-sheet/projection.js';
import { CLOCK } from '../../../domain/shared/roles.js';
import { uuid, type Step } from '../../support/given.js';
import * as item from '../../support/item.js';
import * as round from '../../support/round.js';
import { rowsAfter, storyEvents } from '../../support/stored-events.js';
import {
  noteOutcome,
  noteRecusal,
  ROUND,
  storyOf,
  stream as targetStream,
} from '../../support/target-story.js';

const roundStream = `inspection-round-${uuid(1)}`;
const itemStream = `rectification-${uuid(1)}`;

const approved: Step[] = [
  round.proposeRound(),
  round.nominateTarget(),
  {
    ...round.approveRound(),
    by: { id: 'leader', posts: [{ role: 'leadingGroupHead', scope: 'all' }] },
  },
];
const formed: Step[] = [...approved, round.formGroup(), round.authorizeGroupHead()];

/** What the clock sends when a rung of the ladder is due, on that day. */
function rung(key: string, on: string, dueOn = '2021-11-05'): Step {
  const data = { deadline: 'rectification-item', rung: key, dueOn };
  return { type: 'FireRung', data, on, by: CLOCK };
}

describe('case-index', () => {
  test('has one row a case with its number, status, reach and next due moment', () => {
    const rows = rowsAfter(caseIndex, storyEvents(roundStream, formed, { today: '2021-05-12' }));
    expect([...rows.values()]).toEqual([
      expect.objectContaining({
        stream: roundStream,
        process: 'inspection-round',
        number: 'XC-10-12',
        status: 'approved',
        round: roundStream,
        closed: false,
        scopes: ['group:XC-10-12/1', 'unit:W-T1'],
        openedAt: '2021-05-12T04:00:00.000Z',
      }),
    ]);
    expect(rows.get(roundStream)?.['nextAt']).toMatch(/^2021-05-/);
  });

  test('a closed case has no due moment', () => {
    const rows = rowsAfter(caseIndex, storyEvents(targetStream, storyOf().closed));
    expect(rows.get(targetStream)).toMatchObject({
      closed: true,
      nextAt: null,
      round: ROUND,
      unit: 'W-T1',
      name: '县中医院',
    });
  });

  test('knows who is recused from a case', () => {
    const story = [...storyOf().stationed, noteRecusal()];
    const rows = rowsAfter(caseIndex, storyEvents(targetStream, story));
    expect(rows.get(targetStream)).toMatchObject({ recused: ['member-1'] });
    const before = rowsAfter(caseIndex, storyEvents(targetStream, storyOf().stationed));
    expect(before.get(targetStream)).toMatchObject({ recused: [] });
  });

  test('passes events that no process of this version knows', () => {
    const [first] = storyEvents(roundStream, approved);
    const unknown = { ...first!, type: 'RoundTeleported', version: 2 };
    expect(rowsAfter(caseIndex, [unknown]).size).toBe(0);
  });
});

describe('round-board', () => {
  test('counts targets and groups as the round decides on them', () => {
    const events = storyEvents(roundStream, formed, { today: '2021-05-12' });
    expect(rowsAfter(roundBoard, events).get(roundStream)).toMatchObject({
      number: 'XC-10-12',
      sequence: 12,
      status: 'approved',
      targets: 1,
      lookBacks: 0,
      stationed: 0,
      approvedOn: '2021-05-06',
      groups: [{ number: 1, name: '县委第一巡察组', units: ['W-T1'] }],
      scopes: ['group:XC-10-12/1'],
    });
  });
});

describe('target-sheet', () => {
  test('shows every date and counts findings and items', () => {
    const events = storyEvents(targetStream, storyOf().closed);
    expect(rowsAfter(targetSheet, events).get(targetStream)).toMatchObject({
      unit: 'W-T1',
      group: 1,
      category: '事业单位',
      status: 'closed',
      stationedOn: '2021-05-22',
      withdrawnOn: '2021-06-22',
      reportAcceptedOn: '2021-07-14',
      feedbackReceivedOn: '2021-08-05',
      planApprovedOn: '2021-09-07',
      closedOn: '2021-11-20',
      findings: 1,
      findingsClaimed: 1,
      items: 1,
      itemsOpen: 0,
      itemsClosed: 1,
    });
  });

  test('an item marked as continuing is neither open nor closed', () => {
    const story = [...storyOf().rectifying, noteOutcome({ outcome: 'continuing' })];
    expect(
      rowsAfter(targetSheet, storyEvents(targetStream, story)).get(targetStream),
    ).toMatchObject({ itemsOpen: 0, itemsContinuing: 1, itemsClosed: 0 });
  });
});

describe('findings', () => {
  test('are withheld from the target until the feedback', () => {
    const before = rowsAfter(findings, storyEvents(targetStream, storyOf().decided));
    expect([...before.values()]).toEqual([
      expect.objectContaining({
        finding: 'F1',
        status: 'approved',
        severity: 'moderate',
        fedBack: false,
      }),
    ]);
    const after = rowsAfter(findings, storyEvents(targetStream, storyOf().claimed));
    expect([...after.values()]).toEqual([
      expect.objectContaining({ status: 'claimed', claimedOn: '2021-08-10', fedBack: true }),
    ]);
  });
});

describe('rectification-ledger', () => {
  test('keeps the original due day beside the extended one', () => {
    const story = [...item.requested, item.grantExtension(), item.reportProgress()];
    const events = storyEvents(itemStream, story, { today: '2021-11-01' });
    expect(rowsAfter(rectificationLedger, events).get(itemStream)).toMatchObject({
      number: 'XC-10-12-W-T1-F1-1',
      status: 'inProgress',
      originalDueOn: '2021-11-05',
      dueOn: '2021-12-31',
      extensionsRequested: 1,
      extensionsGranted: 1,
      extensionPending: false,
      percent: 40,
      approvedOn: '2021-09-10',
    });
  });

  test('a closed item names evidence and verification', () => {
    const events = storyEvents(itemStream, item.closed, { today: '2021-11-01' });
    expect(rowsAfter(rectificationLedger, events).get(itemStream)).toMatchObject({
      status: 'closed',
      evidence: 1,
      verifiedBy: 'verifier',
      closedOn: '2021-10-28',
      missed: false,
    });
  });

  test('the lamp follows the day of reading, whoever was reminded or not', () => {
    const story = item.opened.map((step) => ({ ...step, on: '2021-09-10' }));
    const row = rowsAfter(rectificationLedger, storyEvents(itemStream, story)).get(itemStream);
    expect(row).toMatchObject({ running: true, dueOn: '2021-11-05', yellowOn: '2021-10-26' });
    const lampOf = (today: string) => rectificationLedger.onDay?.(row ?? {}, today)['lamp'];
    expect(lampOf('2021-10-25')).toBe('green');
    expect(lampOf('2021-10-26')).toBe('yellow');
    expect(lampOf('2021-11-05')).toBe('yellow');
    expect(lampOf('2021-11-06')).toBe('red');
    const closed = storyEvents(itemStream, item.closed, { today: '2021-11-01' });
    const done = rowsAfter(rectificationLedger, closed).get(itemStream) ?? {};
    expect(rectificationLedger.onDay?.(done, '2021-12-01')['lamp']).toBe('none');
  });
});

describe('deadline-list and reminder-inbox', () => {
  const opened = item.opened.map((step) => ({ ...step, on: '2021-09-10' }));
  const overdue = [
    ...opened,
    rung('green', '2021-10-18'),
    rung('yellow', '2021-10-27'),
    rung('missed', '2021-11-06'),
    rung('red', '2021-11-09'),
  ];
  const key = `${itemStream}/rectification-item`;

  test('a deadline shows its day, its last rung and the next', () => {
    const rows = rowsAfter(deadlineList, storyEvents(itemStream, opened));
    expect(rows.get(key)).toMatchObject({
      rule: 'rectification-item',
      title: '完成整改事项',
      owner: 'targetOwner',
      dueOn: '2021-11-05',
      status: 'running',
      lastRung: null,
      nextRung: 'green',
      nextAt: '2021-10-18T01:00:00.000Z',
      ownedByTarget: true,
    });
    expect(rowsAfter(deadlineList, storyEvents(itemStream, overdue)).get(key)).toMatchObject({
      missed: true,
      lastRung: 'red',
      nextRung: 'yellow-call',
    });
  });

  test('met late, a deadline no longer has a next moment', () => {
    const late = [
      ...overdue,
      { ...item.submitEvidence(), on: '2021-11-10' },
      { ...item.submitCompletion({ submittedOn: '2021-11-10' }), on: '2021-11-10' },
    ];
    expect(rowsAfter(deadlineList, storyEvents(itemStream, late)).get(key)).toMatchObject({
      status: 'met',
      metOn: '2021-11-10',
      late: true,
      nextAt: null,
    });
  });

  test('each role that a rung tells has a row, done once the deadline is met', () => {
    const rows = [...rowsAfter(reminderInbox, storyEvents(itemStream, overdue)).values()];
    expect(rows.map(({ kind, rung: step, role, scope }) => [kind, step, role, scope])).toEqual([
      ['reminder', 'green', 'targetOwner', 'unit:W-T1'],
      ['reminder', 'yellow', 'targetOwner', 'unit:W-T1'],
      ['reminder', 'yellow', 'targetPrincipal', 'unit:W-T1'],
      ['escalation', 'red', 'targetOwner', 'unit:W-T1'],
      ['escalation', 'red', 'targetPrincipal', 'unit:W-T1'],
      ['escalation', 'red', 'officeStaff', 'all'],
    ]);
    expect(rows.every(({ done }) => done === false)).toBe(true);
    const met = [
      ...overdue,
      { ...item.submitEvidence(), on: '2021-11-10' },
      { ...item.submitCompletion({ submittedOn: '2021-11-10' }), on: '2021-11-10' },
    ];
    const after = [...rowsAfter(reminderInbox, storyEvents(itemStream, met)).values()];
    expect(after).toHaveLength(6);
    expect(after.every(({ done, doneBy }) => done === true && doneBy === 'DeadlineMet')).toBe(true);
  });
});

describe('audit-trail', () => {
  test('has one row an event and nothing of its content', () => {
    const events = storyEvents(itemStream, item.opened);
    const rows = [...rowsAfter(auditTrail, events).values()];
    expect(rows).toHaveLength(events.length);
    expect(rows[0]).toMatchObject({
      position: 1,
      stream: itemStream,
      type: 'ItemPlanned',
      actor: 'process',
      roles: ['process'],
    });
    expect(JSON.stringify(rows)).not.toContain('账目清楚');
  });
});
