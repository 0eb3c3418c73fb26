import { dayNumber } from '../../domain/shared/calendar-date.js';
import { percentTenths } from '../../domain/term-plan/coverage.js';
import type { Dimension, Figure, Formula, Where } from './figures.js';
import type { FactRow } from './projection.js';

/** Which facts a report takes, up to which position, and the day on which it looks at what is open. */
export interface Scope {
  readonly term?: string;
  /**
   * Days of the term, within which facts count that belong to no round, such as a register's; without them
   * all of these count.
   */
  readonly period?: { readonly fromOn: string; readonly toOn: string };
  readonly round?: string;
  readonly position: number;
  readonly on: string;
}

/** What a figure is folded from: single facts, or facts that are alike in all of this added up. */
export type Addend = Pick<
  FactRow,
  | Dimension
  | 'measure'
  | 'process'
  | 'unit'
  | 'stream'
  | 'amount'
  | 'atLeast'
  /** Of facts added up, the latest day on which something was given. */
  | 'occurredOn'
>;

/** What a figure comes to. */
export interface Value {
  readonly value: number;
  /** One of the amounts in it is a lower bound. */
  readonly atLeast: boolean;
  /** By the value of its dimension, in order; empty when the figure is not divided. */
  readonly parts: readonly { readonly part: string; readonly value: number }[];
}

function belongs(fact: FactRow, { term, period, round, position }: Scope): boolean {
  if (fact.position > position) return false;
  if (round !== undefined) return fact.round === round;
  if (term === undefined || fact.term === term) return true;
  if (fact.term !== null || fact.round !== null) return false;
  return !period || (fact.occurredOn >= period.fromOn && fact.occurredOn <= period.toOn);
}

function satisfies(fact: Addend, where: Where | undefined): boolean {
  if (!where) return true;
  return where.values.includes(fact[where.column] ?? '') !== (where.not ?? false);
}

/** The measures a formula looks at. */
export function measuresOf(formula: Formula): readonly string[] {
  return formula.does === 'share'
    ? [...new Set([...formula.part, ...formula.whole])]
    : [formula.measure];
}

const total = (facts: readonly Addend[]): number =>
  facts.reduce((sum, { amount }) => sum + amount, 0);

function grouped<K>(facts: readonly Addend[], keyOf: (fact: Addend) => K): Map<K, Addend[]> {
  const groups = new Map<K, Addend[]>();
  for (const fact of facts) {
    const key = keyOf(fact);
    const group = groups.get(key);
    if (group) group.push(fact);
    else groups.set(key, [fact]);
  }
  return groups;
}

const positive = <K>(groups: Map<K, Addend[]>) =>
  [...groups.values()].filter((group) => total(group) > 0);

function ageOf(open: readonly Addend[], on: string): number {
  const since = open.filter(({ amount }) => amount > 0).map(({ occurredOn }) => occurredOn);
  return dayNumber(on) - dayNumber(since.sort().at(-1) ?? on);
}

function numberOf(formula: Formula, facts: readonly Addend[], on: string): number {
  switch (formula.does) {
    case 'sum':
      return total(facts);
    case 'distinct':
      return positive(grouped(facts, (fact) => fact[formula.of])).length;
    case 'share': {
      const of = (measures: readonly string[]) =>
        total(facts.filter(({ measure }) => measures.includes(measure)));
      return percentTenths(of(formula.part), of(formula.whole));
    }
    case 'aged':
      return positive(grouped(facts, ({ stream }) => stream)).filter((open) => {
        const days = ageOf(open, on);
        return days >= formula.fromDays && days <= (formula.toDays ?? days);
      }).length;
  }
}

/** A figure as a fold over what its report takes. */
export function foldOf({ formula }: Figure, addends: readonly Addend[], on: string): Value {
  const measures = measuresOf(formula);
  const where = 'where' in formula ? formula.where : undefined;
  const counted = addends.filter(
    (fact) => measures.includes(fact.measure) && satisfies(fact, where),
  );
  const by = 'by' in formula ? formula.by : undefined;
  const groups = by === undefined ? [] : [...grouped(counted, (fact) => fact[by] ?? '')];
  return {
    value: numberOf(formula, counted, on),
    atLeast: counted.some(({ atLeast }) => atLeast),
    parts: groups
      .map(([part, of]) => ({ part, value: numberOf(formula, of, on) }))
      .filter(({ value }) => value !== 0)
      .sort((a, b) => (a.part < b.part ? -1 : 1)),
  };
}

/**
 * A figure as a fold over single facts: what the database is asked gives the same, and this says what that is.
 *
 * @param facts rows of the view, those of cases among them
 */
export function valueOf(figure: Figure, facts: readonly FactRow[], scope: Scope): Value {
  return foldOf(
    figure,
    facts.filter((fact) => belongs(fact, scope)),
    scope.on,
  );
}
