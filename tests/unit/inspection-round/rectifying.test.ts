import { describe, test } from '@jest/globals';
import {
  assessRectification,
  decided,
  noteTargetClosed,
  rectifying,
  round,
  targetsClosed,
} from '../../support/round.js';

const { given } = round;

describe('closing of targets', () => {
  test('the last one starts the assessment', () => {
    given(...rectifying)
      .when(noteTargetClosed())
      .then({ type: 'TargetClosingNoted' })
      .thenClock();
    given(...rectifying, noteTargetClosed())
      .when(noteTargetClosed({ unit: 'W-T2', closedOn: '2021-11-30' }))
      .thenClock(
        { type: 'DeadlineMet', data: { deadline: 'rectification-outer-limit' } },
        { type: 'DeadlineSet', data: { deadline: 'assessment', dueOn: '2022-01-04' } },
      );
  });

  test('is noted once, of known units', () => {
    given(...targetsClosed)
      .when(noteTargetClosed())
      .thenNothing();
    given(...rectifying)
      .when(noteTargetClosed({ unit: 'W-T9' }))
      .thenRejected('target-unknown');
  });
});

describe('assessment', () => {
  test('gives every unit its grade', () => {
    given(...targetsClosed)
      .when(assessRectification())
      .then({ type: 'RectificationAssessed', data: { grades: { 'W-T1': 'qualified' } } })
      .thenClock(
        { type: 'DeadlineMet', data: { deadline: 'assessment', late: false } },
        { type: 'DeadlineSet', data: { deadline: 'round-closing', dueOn: '2022-01-20' } },
      );
  });

  test('waits for the last target', () => {
    given(...decided)
      .when(assessRectification())
      .thenRejected('round-not-rectifying');
    given(...rectifying, noteTargetClosed())
      .when(assessRectification())
      .thenRejected('targets-open');
  });

  test.each([
    ['grade-missing', { grades: { 'W-T1': 'qualified' } }],
    [
      'target-unknown',
      { grades: { 'W-T1': 'qualified', 'W-T2': 'qualified', 'W-T9': 'qualified' } },
    ],
    ['assessed-before-closing', { assessedOn: '2021-11-30' }],
    ['date-in-future', { assessedOn: '2023-11-30' }],
  ])('refused: %s', (code, change) => {
    given(...targetsClosed)
      .when(assessRectification(change))
      .thenRejected(code);
  });
});
