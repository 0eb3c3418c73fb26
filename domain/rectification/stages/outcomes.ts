import { z } from 'zod';
import { reject, stageOf } from '../../process.js';
import { dateRefusal, type Earliest } from '../../shared/business-date.js';
import { CalendarDate } from '../../shared/calendar-date.js';
import { Digest, PaperNumber } from '../../shared/ids.js';
import { isWorkedOn, type RectificationState } from '../state.js';

const Rule = z.object({
  rule: PaperNumber,
  title: z.string().min(1).max(200),
  kind: z.enum(['established', 'improved']),
  establishedOn: CalendarDate,
  document: Digest,
});

/** Money is counted in fen; `atLeast` marks a sum that the paper itself calls "more than". Source: row 55. */
const Recovery = z.object({
  recoveredOn: CalendarDate,
  amountFen: z.int().min(1),
  atLeast: z.boolean(),
  document: Digest,
});

/** How many persons, never who. Source: `domain.md` B.4. */
const Discipline = z.object({
  disciplinedOn: CalendarDate,
  kind: z.enum([
    'partyDiscipline',
    'administrativeDiscipline',
    'organizationalMeasure',
    'criticism',
  ]),
  count: z.int().min(1),
  document: Digest,
});

/**
 * What the work on an item yields: rules made, money recovered, persons disciplined. The statistics of a term
 * add these up, so that one paper is never counted twice.
 */
export const outcomes = stageOf<RectificationState>()({
  name: 'outcomes',
  commands: {
    EstablishRule: {
      by: ['targetOwner', 'targetLiaison'],
      guard: isWorkedOn,
      data: z.strictObject(Rule.shape),
    },
    RecordRecovery: {
      by: ['targetOwner', 'targetLiaison'],
      guard: isWorkedOn,
      data: z.strictObject(Recovery.shape),
    },
    RecordDiscipline: {
      by: ['disciplineReceiver', 'officeStaff'],
      guard: isWorkedOn,
      data: z.strictObject(Discipline.shape),
    },
  },
  events: { RuleEstablished: Rule, MoneyRecovered: Recovery, PersonDisciplined: Discipline },
  decide: {
    EstablishRule: (data, item, context) => {
      if (isCounted(item, ruleKey(data)))
        return reject('rule-exists', `Rule ${data.rule} is in this item already.`);
      return (
        dateRefusal(data.establishedOn, context, sinceFeedback(item)) ?? [
          { type: 'RuleEstablished', data },
        ]
      );
    },
    RecordRecovery: (data, item, context) => {
      if (isCounted(item, recoveryKey(data)))
        return reject('recovery-recorded', 'This paper is counted as a recovery already.');
      return (
        dateRefusal(data.recoveredOn, context, sinceFeedback(item)) ?? [
          { type: 'MoneyRecovered', data },
        ]
      );
    },
    RecordDiscipline: (data, item, context) => {
      if (isCounted(item, disciplineKey(data)))
        return reject('discipline-recorded', 'This paper is counted for this kind already.');
      return (
        dateRefusal(data.disciplinedOn, context, sinceFeedback(item)) ?? [
          { type: 'PersonDisciplined', data },
        ]
      );
    },
  },
  evolve: {
    RuleEstablished: (item, data) => counting(item, ruleKey(data)),
    MoneyRecovered: (item, data) => counting(item, recoveryKey(data)),
    PersonDisciplined: (item, data) => counting(item, disciplineKey(data)),
  },
});

const ruleKey = ({ rule }: { rule: string }) => `rule:${rule}`;
const recoveryKey = ({ document }: { document: string }) => `money:${document}`;
/** One decision may impose measures of several kinds. */
const disciplineKey = ({ kind, document }: { kind: string; document: string }) =>
  `${kind}:${document}`;

function isCounted({ outcomes }: RectificationState, key: string): boolean {
  return outcomes?.includes(key) ?? false;
}

function counting(item: RectificationState, key: string): RectificationState {
  return { ...item, outcomes: [...(item.outcomes ?? []), key] };
}

/** What was there before the feedback is no fruit of this rectification. */
function sinceFeedback({ feedbackOn }: RectificationState): Earliest {
  return {
    on: feedbackOn,
    code: 'outcome-before-feedback',
    message: 'What an item yields comes after the feedback.',
  };
}
