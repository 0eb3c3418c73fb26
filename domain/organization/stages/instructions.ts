import { z } from 'zod';
import { meet, start } from '../../clock/actions.js';
import { countyDefault } from '../../policy/county-default.js';
import { reject, stageOf } from '../../process.js';
import { dateRefusal } from '../../shared/business-date.js';
import { CalendarDate } from '../../shared/calendar-date.js';
import { Digest, PaperNumber } from '../../shared/ids.js';
import { ownEntry } from '../../shared/own-entry.js';
import type { InstructionState, OrganizationState } from '../state.js';

/** A post, never a person; what is instructed stands in the document. */
const PostTitle = z.string().min(1).max(100);

const Instruction = z.object({
  instruction: PaperNumber,
  kind: z.enum(['writtenInstruction', 'meetingRequirement']),
  from: PostTitle,
  to: PostTitle,
  issuedOn: CalendarDate,
  document: Digest,
  /** The day the instruction itself names; the pack's limit when it names none. */
  dueOn: CalendarDate.optional(),
});

const Progress = z.object({
  instruction: PaperNumber,
  reportedOn: CalendarDate,
  document: Digest,
});

const Completion = z.object({
  instruction: PaperNumber,
  completedOn: CalendarDate,
  document: Digest,
});

/** Written instructions (批示) and what meetings require are tracked to their end. Source: rows 11, 25, 28, 88. */
export const instructions = stageOf<OrganizationState>()({
  name: 'instructions',
  commands: {
    RecordInstruction: {
      by: ['officeStaff', 'officeDirector'],
      data: z.strictObject(Instruction.shape),
    },
    ReportInstructionProgress: {
      by: ['officeStaff', 'officeDirector'],
      data: z.strictObject(Progress.shape),
    },
    CompleteInstruction: { by: ['officeDirector'], data: z.strictObject(Completion.shape) },
  },
  events: {
    InstructionRecorded: Instruction,
    InstructionProgressReported: Progress,
    InstructionCompleted: Completion,
  },
  decide: {
    RecordInstruction: (data, state, context) => {
      if (instructionOf(state, data.instruction))
        return reject('instruction-exists', `${data.instruction} is recorded already.`);
      if (data.dueOn !== undefined && data.dueOn < data.issuedOn)
        return reject('due-before-issue', 'The instruction is due before it was issued.');
      return dateRefusal(data.issuedOn, context) ?? [{ type: 'InstructionRecorded', data }];
    },
    ReportInstructionProgress: (data, state, context) =>
      refusalOf(data.instruction, data.reportedOn, state, context) ?? [
        { type: 'InstructionProgressReported', data },
      ],
    CompleteInstruction: (data, state, context) =>
      refusalOf(data.instruction, data.completedOn, state, context) ?? [
        { type: 'InstructionCompleted', data },
      ],
  },
  evolve: {
    InstructionRecorded: (state, { instruction, issuedOn }) =>
      withInstruction(state, instruction, { since: issuedOn }),
    InstructionProgressReported: (state, { instruction, reportedOn }) =>
      withInstruction(state, instruction, { since: reportedOn }),
    InstructionCompleted: (state, { instruction, completedOn }) =>
      withInstruction(state, instruction, { since: completedOn, completedOn }),
  },
  clock: {
    InstructionRecorded: ({ instruction, issuedOn, dueOn }) => [
      start('instruction', countyDefault, issuedOn, {
        deadline: deadlineOf(instruction),
        ...(dueOn === undefined ? {} : { dueOn }),
      }),
    ],
    InstructionCompleted: ({ instruction, completedOn }) => [
      meet(deadlineOf(instruction), completedOn),
    ],
  },
});

function deadlineOf(instruction: string): string {
  return `instruction-${instruction}`;
}

function instructionOf(
  { instructions: known }: OrganizationState,
  instruction: string,
): InstructionState | undefined {
  return ownEntry(known, instruction);
}

/** Why nothing more can be said of an instruction: unknown, completed, or earlier than what is known. */
function refusalOf(
  instruction: string,
  on: CalendarDate,
  state: OrganizationState,
  context: Parameters<typeof dateRefusal>[1],
) {
  const found = instructionOf(state, instruction);
  if (!found) return reject('instruction-unknown', `No instruction ${instruction} is recorded.`);
  if (found.completedOn !== undefined)
    return reject('instruction-completed', `${instruction} has been completed.`);
  return dateRefusal(on, context, {
    on: found.since,
    code: 'before-last-progress',
    message: 'Progress follows the instruction and what was reported before.',
  });
}

function withInstruction(
  state: OrganizationState,
  instruction: string,
  fact: InstructionState,
): OrganizationState {
  return { ...state, instructions: { ...state.instructions, [instruction]: fact } };
}
