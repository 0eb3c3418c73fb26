import { z } from 'zod';
import { reject, stageOf, type Rejection } from '../../process.js';
import { dateRefusal } from '../../shared/business-date.js';
import { CalendarDate } from '../../shared/calendar-date.js';
import { PaperNumber } from '../../shared/ids.js';
import { entryRefusal, withEntry } from '../fieldwork-ledger.js';
import { isInFieldwork, type TargetState } from '../state.js';

const Issue = z.object({ issuedOn: CalendarDate, count: z.int().min(1).max(100_000) });

/** Anonymous: only how many gave which answer, never who. */
const QuestionnaireTally = z.object({
  tally: PaperNumber,
  talliedOn: CalendarDate,
  returned: z.int().min(0),
  questions: z
    .array(
      z.object({
        question: PaperNumber,
        answers: z
          .array(z.object({ option: PaperNumber, count: z.int().min(0) }))
          .min(1)
          .max(20),
      }),
    )
    .min(1)
    .max(100),
});

const Votes = z.object({
  good: z.int().min(0),
  fair: z.int().min(0),
  poor: z.int().min(0),
  unknown: z.int().min(0),
});

/** A democratic assessment of a leading body or a post, by secret ballot. */
const Assessment = z.object({
  tally: PaperNumber,
  talliedOn: CalendarDate,
  present: z.int().min(1),
  subject: z.enum(['leadingBody', 'topLeader', 'member', 'inspectionGroup']),
  votes: Votes,
});

/** Questionnaires handed out later and what came back, and assessments by ballot. Source: rows 13, 36. */
export const tallies = stageOf<TargetState>()({
  name: 'tallies',
  commands: {
    IssueQuestionnaires: {
      by: ['groupMember', 'groupHead'],
      guard: isInFieldwork,
      data: z.strictObject(Issue.shape),
    },
    TallyQuestionnaires: {
      by: ['groupMember', 'groupHead'],
      guard: isInFieldwork,
      data: z.strictObject(QuestionnaireTally.shape),
    },
    TallyAssessment: {
      by: ['groupMember', 'groupHead'],
      guard: isInFieldwork,
      data: z.strictObject(Assessment.shape),
    },
  },
  events: {
    QuestionnaireIssued: Issue,
    QuestionnairesTallied: QuestionnaireTally,
    AssessmentTallied: Assessment,
  },
  decide: {
    IssueQuestionnaires: (data, { stationedOn }, context) =>
      dateRefusal(data.issuedOn, context, {
        on: stationedOn,
        code: 'before-stationing',
        message: 'Questionnaires are handed out once the group is stationed.',
      }) ?? [{ type: 'QuestionnaireIssued', data }],
    TallyQuestionnaires: (data, target, context) =>
      returnRefusal(data, target) ??
      entryRefusal(target, ['tallies', data.tally], data.talliedOn, context) ?? [
        { type: 'QuestionnairesTallied', data },
      ],
    TallyAssessment: (data, target, context) => {
      const { good, fair, poor, unknown } = data.votes;
      if (good + fair + poor + unknown > data.present)
        return reject('more-votes-than-present', 'More votes were counted than people present.');
      return (
        entryRefusal(target, ['tallies', data.tally], data.talliedOn, context) ?? [
          { type: 'AssessmentTallied', data },
        ]
      );
    },
  },
  evolve: {
    QuestionnaireIssued: (target, { count }) => ({
      ...target,
      questionnairesIssued: target.questionnairesIssued + count,
    }),
    QuestionnairesTallied: (target, { tally, talliedOn }) =>
      withEntry(target, ['tallies', tally], talliedOn),
    AssessmentTallied: (target, { tally, talliedOn }) =>
      withEntry(target, ['tallies', tally], talliedOn),
  },
});

/** No more sheets come back than went out, and none of them answers a question twice. */
function returnRefusal(
  { returned, questions }: z.output<typeof QuestionnaireTally>,
  { questionnairesIssued }: TargetState,
): Rejection | undefined {
  if (returned > questionnairesIssued)
    return reject('more-returned-than-issued', 'More questionnaires came back than were issued.');
  const crowded = questions.find(
    ({ answers }) => answers.reduce((sum, { count }) => sum + count, 0) > returned,
  );
  return crowded
    ? reject('more-answers-than-returned', `Question ${crowded.question} has too many answers.`)
    : undefined;
}
