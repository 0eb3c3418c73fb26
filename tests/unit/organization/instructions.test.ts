import { expect, test } from '@jest/globals';
import { actor } from '../../support/given.js';
import {
  completeInstruction,
  office,
  openOrganization,
  recordInstruction,
  reportInstructionProgress,
} from '../../support/organization-story.js';

const { given } = office;
const recorded = [openOrganization(), recordInstruction()];

test('an instruction that names no day is due after the pack’s limit', () => {
  given(openOrganization())
    .when(recordInstruction())
    .then({ type: 'InstructionRecorded', data: { from: '县委书记', to: '县委巡察办' } })
    .thenClock({
      type: 'DeadlineSet',
      data: { deadline: 'instruction-PS-1', dueOn: '2026-04-02', stated: false },
    });
});

test('the day it names goes first', () => {
  given(openOrganization())
    .when(recordInstruction({ kind: 'meetingRequirement', dueOn: '2026-03-20' }))
    .thenClock({
      type: 'DeadlineSet',
      data: { deadline: 'instruction-PS-1', dueOn: '2026-03-20', stated: true },
    });
});

test('progress stops no clock, completion does', () => {
  given(...recorded)
    .when(reportInstructionProgress())
    .then({ type: 'InstructionProgressReported' })
    .thenClock();
  const { state } = given(...recorded, reportInstructionProgress())
    .when(completeInstruction())
    .then({ type: 'InstructionCompleted' })
    .thenClock({ type: 'DeadlineMet', data: { deadline: 'instruction-PS-1', late: false } });
  expect(state.instructions['PS-1']).toEqual({ since: '2026-03-30', completedOn: '2026-03-30' });
});

test.each([
  ['instruction-exists', recorded, recordInstruction()],
  ['due-before-issue', [openOrganization()], recordInstruction({ dueOn: '2026-03-01' })],
  ['date-in-future', [openOrganization()], recordInstruction({ issuedOn: '2026-03-03' })],
  ['instruction-unknown', recorded, completeInstruction({ instruction: 'PS-9' })],
  [
    'instruction-completed',
    [...recorded, completeInstruction()],
    reportInstructionProgress({ reportedOn: '2026-03-30' }, '2026-03-31'),
  ],
  [
    'before-last-progress',
    [...recorded, reportInstructionProgress()],
    completeInstruction({ completedOn: '2026-03-10' }),
  ],
])('refused: %s', (code, history, command) => {
  given(...history)
    .when(command)
    .thenRejected(code);
});

test('the director completes it, not who keeps the register', () => {
  given(...recorded)
    .when(completeInstruction(), actor('officeStaff'))
    .thenRejected('forbidden');
});
