import { z } from 'zod';
import { reject, stageOf, type Rejection } from '../../process.js';
import { dateRefusal } from '../../shared/business-date.js';
import { CalendarDate } from '../../shared/calendar-date.js';
import { Grade } from '../../shared/grade.js';
import { isAccepted, sinceAcceptance } from '../acceptance.js';
import { isUndone } from '../follow-up.js';
import type { TargetState } from '../state.js';

const Points = z.int().min(0).max(100);

/** The three effects of rectification. Source: `domain.md` A row 104. */
const Effects = z.strictObject({ political: Points, disciplineLaw: Points, social: Points });

/** What people answered who were asked about the rectification. */
const Poll = z.strictObject({
  question: z.string().min(1).max(200),
  satisfied: z.int().min(0).max(100_000),
  total: z.int().min(1).max(100_000),
});

const Score = z.object({
  scoredOn: CalendarDate,
  effects: Effects,
  polls: z.array(Poll).max(20).optional(),
});

const Proposal = z.object({ proposedOn: CalendarDate, reason: z.string().min(1).max(500) });

/** The effect of the rectification is scored; where it is poor, or was undone, a look-back is proposed. */
export const assessment = stageOf<TargetState>()({
  name: 'assessment',
  commands: {
    ScoreAssessment: {
      by: ['officeStaff', 'officeDirector'],
      guard: isAccepted,
      data: z.strictObject(Score.shape),
    },
    ProposeLookBack: {
      by: ['officeStaff', 'officeDirector'],
      guard: isAccepted,
      data: z.strictObject(Proposal.shape),
    },
  },
  events: {
    AssessmentScored: Score.extend({ total: Points, grade: Grade }),
    LookBackProposed: Proposal,
  },
  decide: {
    ScoreAssessment: (data, target, context) => {
      if (target.assessment)
        return reject('assessment-already-scored', 'The rectification has been assessed.');
      const total = totalOf(data.effects);
      return (
        pollRefusal(data.polls ?? []) ??
        dateRefusal(data.scoredOn, context, sinceAcceptance(target)) ?? [
          { type: 'AssessmentScored', data: { ...data, total, grade: gradeOf(total) } },
        ]
      );
    },
    ProposeLookBack: (data, target, context) => {
      if (target.lookBackProposedOn !== undefined)
        return reject('look-back-already-proposed', 'A look-back has been proposed.');
      if (!isPoor(target))
        return reject(
          'look-back-unfounded',
          'A look-back needs a poor assessment, or a finding that rebounded or was falsely rectified.',
        );
      return (
        dateRefusal(data.proposedOn, context, sinceAcceptance(target)) ?? [
          { type: 'LookBackProposed', data },
        ]
      );
    },
  },
  evolve: {
    AssessmentScored: (target, { scoredOn, grade }) => ({
      ...target,
      assessment: { scoredOn, grade },
    }),
    LookBackProposed: (target, { proposedOn }) => ({ ...target, lookBackProposedOn: proposedOn }),
  },
});

/** The three effects weigh the same. */
function totalOf({ political, disciplineLaw, social }: z.output<typeof Effects>): number {
  return Math.round((political + disciplineLaw + social) / 3);
}

/** The least total of each grade; no source names numbers, so these are our judgement. */
const LEAST: readonly (readonly [total: number, grade: Grade])[] = [
  [90, 'excellent'],
  [75, 'qualified'],
  [60, 'basicallyQualified'],
];

function gradeOf(total: number): Grade {
  return LEAST.find(([least]) => total >= least)?.[1] ?? 'unqualified';
}

function pollRefusal(polls: readonly z.output<typeof Poll>[]): Rejection | undefined {
  const wrong = polls.find(({ satisfied, total }) => satisfied > total);
  return wrong
    ? reject('more-satisfied-than-asked', 'More people were satisfied than were asked.')
    : undefined;
}

function isPoor({ assessment: scored, followUpVerdicts = {} }: TargetState): boolean {
  return (
    scored?.grade === 'basicallyQualified' ||
    scored?.grade === 'unqualified' ||
    Object.values(followUpVerdicts).some(isUndone)
  );
}
