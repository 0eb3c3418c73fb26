import { z } from 'zod';
import { reject, stageOf, type DecisionContext, type Rejection } from '../../process.js';
import { dateRefusal } from '../../shared/business-date.js';
import { CalendarDate } from '../../shared/calendar-date.js';
import { holds } from '../../shared/roles.js';
import { Person, sinceApproval, toTargets } from '../groups.js';
import { isListed, targetOf, type Recusal, type RoundState } from '../state.js';

const Unit = z.string().min(1).max(40);

/** The ground alone is kept; who is whose kin stands in the declaration on paper. */
const Ground = z.enum(['kinship', 'nativePlace', 'formerPost', 'interest', 'other']);

const Declaration = z.object({
  person: Person,
  unit: Unit,
  ground: Ground,
  declaredOn: CalendarDate,
});

const Verdict = z.object({ person: Person, unit: Unit, decidedOn: CalendarDate });

/** Whoever is bound to a target declares it and, once that is upheld, keeps away from it. Source: B.1, D.3 rule 1. */
export const recusal = stageOf<RoundState>()({
  name: 'recusal',
  commands: {
    DeclareRecusal: {
      by: ['officeStaff', 'officeDirector', 'groupHead', 'groupMember'],
      guard: isListed,
      data: z.strictObject(Declaration.shape),
    },
    DecideRecusal: {
      by: ['officeDirector', 'executiveDeputyHead'],
      guard: isListed,
      data: z.strictObject({ ...Verdict.shape, upheld: z.boolean() }),
    },
  },
  events: {
    RecusalDeclared: Declaration,
    RecusalUpheld: Verdict,
    RecusalDismissed: Verdict,
  },
  decide: {
    DeclareRecusal: (data, round, context) =>
      declarationRefusal(data, round, context) ?? [{ type: 'RecusalDeclared', data }],
    DecideRecusal: ({ upheld, ...data }, round, context) => {
      const found = recusalOf(round, data);
      if (!found)
        return reject('recusal-unknown', 'No such recusal has been declared in this round.');
      if (found.person === context.actor.id)
        return reject('own-recusal', 'Nobody decides on a recusal of their own.');
      if (found.upheld === upheld) return [];
      if (found.upheld !== undefined)
        return reject('recusal-already-decided', 'The recusal has been decided already.');
      if (upheld && isClosed(round, data.unit)) return targetClosed();
      return (
        dateRefusal(data.decidedOn, context, {
          on: found.declaredOn,
          code: 'decided-before-declaration',
          message: 'The decision follows the declaration.',
        }) ?? [{ type: upheld ? 'RecusalUpheld' : 'RecusalDismissed', data }]
      );
    },
  },
  evolve: {
    RecusalDeclared: (round, { person, unit, declaredOn }) =>
      withRecusal(round, { person, unit, declaredOn }),
    RecusalUpheld: (round, data) => withVerdict(round, data, true),
    RecusalDismissed: (round, data) => withVerdict(round, data, false),
  },
  effects: {
    RecusalUpheld: ({ person, unit }, round, context) =>
      toTargets(round, [unit], context, { type: 'NoteRecusal', data: { person } }),
  },
});

type Concern = Pick<Recusal, 'person' | 'unit'>;

/** A recusal that was dismissed may be declared again: the ground may be another. */
function declarationRefusal(
  data: z.output<typeof Declaration>,
  round: RoundState,
  context: DecisionContext,
): Rejection | undefined {
  const { person, unit, declaredOn } = data;
  if (!targetOf(round, unit))
    return reject('target-unknown', `${unit} is no target of this round.`);
  const isOffice = holds(context.actor, ['officeStaff', 'officeDirector'], []);
  if (person !== context.actor.id && !isOffice)
    return reject('not-your-recusal', 'Members of a group declare their own recusal only.');
  if (isClosed(round, unit)) return targetClosed();
  const found = recusalOf(round, data);
  if (found && found.upheld !== false)
    return reject('recusal-already-declared', 'This recusal has been declared already.');
  return dateRefusal(
    declaredOn,
    context,
    sinceApproval(
      round,
      'declared-before-approval',
      'A recusal concerns a target of an approved round.',
    ),
  );
}

function isClosed(round: RoundState, unit: string): boolean {
  return targetOf(round, unit)?.closedOn !== undefined;
}

function targetClosed(): Rejection {
  return reject(
    'target-closed',
    'The target’s inspection is closed, so nobody acts on it any more.',
  );
}

function isOf({ person, unit }: Concern) {
  return (one: Concern): boolean => one.person === person && one.unit === unit;
}

function recusalOf({ recusals = [] }: RoundState, concern: Concern): Recusal | undefined {
  return recusals.find(isOf(concern));
}

function withRecusal(round: RoundState, recusal: Recusal): RoundState {
  const others = (round.recusals ?? []).filter((one) => !isOf(recusal)(one));
  return { ...round, recusals: [...others, recusal] };
}

function withVerdict(round: RoundState, concern: Concern, upheld: boolean): RoundState {
  const found = recusalOf(round, concern);
  return found ? withRecusal(round, { ...found, upheld }) : round;
}
