import { addDays } from '../../domain/shared/calendar-date.js';
import {
  ASKED,
  AT_LEAST,
  FOCUSES,
  ROUNDS,
  TARGETS,
  TAXONOMY,
  TOLD_ON,
  type MengzhouRound,
  type MengzhouTarget,
} from './facts.js';

type Cell = string | number | undefined;
type Row = Readonly<Record<string, Cell>>;

/** The packs that ship: the text of 2015 until the county pack came into effect. */
const COUNTY_PACK_SINCE = '2018-01-01';
/** The four groups of the city lead up to nine units each in one round. */
const TARGETS_PER_GROUP = 9;

const LAST_ROUND = ROUNDS.at(-1);

/** Cells of a round and of an inspection that are still under way. */
const NOT_ENDED = { assessedOn: undefined, closedOn: undefined };
const NOT_CLAIMED = {
  claimedOn: undefined,
  plannedOn: undefined,
  planApprovedOn: undefined,
  rectificationReportedOn: undefined,
  rectificationAcceptedOn: undefined,
  partyNotifiedOn: undefined,
  publishedOn: undefined,
  closedOn: undefined,
  grade: undefined,
};

export const numberOf = ({ sequence }: Pick<MengzhouRound, 'sequence'>) => `MZ-05-${sequence}`;

/**
 * Days after feedback on which a step is filed; the review tells of the last round too as done, so there every step
 * takes half the time.
 */
export function after({ fedBackBy }: MengzhouRound, days: number): string {
  const isShort = addDays(fedBackBy, 74) > TOLD_ON;
  return addDays(fedBackBy, isShort ? Math.floor(days / 2) : days);
}

/** What a play leaves to people, or gives to the files beside what they always hold. */
export interface FileOptions {
  /** Id of the coverage plan that the rounds belong to. */
  readonly termPlan?: string;
  /** Unit of the last round whose inspection ends with its feedback: the rest is done by hand. */
  readonly openUnit?: string;
}

/** The folder of files that `xuncha import` takes, by name. */
export function mengzhouFiles({ termPlan, openUnit }: FileOptions = {}): Readonly<
  Record<string, string>
> {
  const isOpen = ({ round, target }: Inspection) =>
    round === LAST_ROUND && target.unit === openUnit;
  const inspections = ROUNDS.flatMap((round) =>
    TARGETS.filter((target) => target.round === round.sequence).map((target) => ({
      round,
      target,
    })),
  );
  return {
    'rounds.csv': csvOf(
      ROUNDS.map((round) => ({
        ...roundRow(round),
        ...(openUnit !== undefined && round === LAST_ROUND ? NOT_ENDED : {}),
        termPlan,
      })),
    ),
    'targets.csv': csvOf(
      inspections.map((inspection) => ({
        ...targetRow(inspection),
        ...(isOpen(inspection) ? NOT_CLAIMED : {}),
      })),
    ),
    'findings.csv': csvOf(inspections.flatMap(findingRows)),
    'outcomes.csv': csvOf(inspections.flatMap(outcomeRows)),
    'clues.csv': csvOf(clueRows(inspections)),
    'letters.csv': csvOf(ROUNDS.flatMap(letterRows)),
  };
}

interface Inspection {
  readonly round: MengzhouRound;
  readonly target: MengzhouTarget;
}

function roundRow(round: MengzhouRound): Row {
  const { sequence, from, to } = round;
  const proposedOn = addDays(from, -30);
  return {
    round: numberOf(round),
    name: `五届市委第${sequence}轮巡察`,
    term: '五届市委',
    sequence,
    proposedOn,
    approvedOn: addDays(from, -24),
    plannedFrom: from,
    plannedTo: to,
    deployedOn: addDays(from, -5),
    leadingGroupOn: addDays(to, 20),
    secretaryOn: addDays(to, 27),
    assessedOn: after(round, 74),
    closedOn: after(round, 74),
    pack: proposedOn < COUNTY_PACK_SINCE ? '2015-text@1' : 'county-default@1',
    targetsPerGroup: TARGETS_PER_GROUP,
  };
}

function targetRow({ round, target }: Inspection): Row {
  const { from, to, fedBackBy } = round;
  const { unit, name, category, type, lookBackOf, group } = target;
  return {
    ...{ round: numberOf(round), unit, name, category, type },
    lookBackOf: lookBackOf === undefined ? undefined : numberOf({ sequence: lookBackOf }),
    group,
    notifiedOn: addDays(from, -4),
    stationedOn: from,
    withdrawnOn: to,
    reportedOn: addDays(to, 10),
    reportAcceptedOn: addDays(to, 14),
    fedBackOn: fedBackBy,
    claimedOn: after(round, 3),
    plannedOn: after(round, 12),
    planApprovedOn: after(round, 18),
    rectificationReportedOn: after(round, 58),
    rectificationAcceptedOn: after(round, 64),
    partyNotifiedOn: after(round, 65),
    publishedOn: after(round, 66),
    closedOn: after(round, 68),
    grade: 'qualified',
  };
}

type Mode = 'immediate' | 'concentrated' | 'continuing';

function modeOf(ordinal: number): Mode {
  if (ordinal % 5 === 1) return 'immediate';
  return ordinal % 5 === 0 ? 'continuing' : 'concentrated';
}

/** When the work on an item was done. */
function doneOn(round: MengzhouRound, mode: Mode): string {
  return mode === 'immediate' ? addDays(round.to, -5) : after(round, 40);
}

function findingRows({ round, target }: Inspection): readonly Row[] {
  const { from } = round;
  const isLookedBackOn = TARGETS.some(
    ({ unit, lookBackOf }) => unit === target.unit && lookBackOf === round.sequence,
  );
  return Array.from({ length: target.findings }, (_none, index) => {
    const [focus, taxonomy] = TAXONOMY[index % TAXONOMY.length] ?? TAXONOMY[0];
    return {
      round: numberOf(round),
      unit: target.unit,
      finding: `F${index + 1}`,
      title: `${taxonomy}问题`,
      focus: FOCUSES[focus - 1],
      taxonomy,
      ruleBroken: '原文未述及',
      responsibility: '领导班子',
      severity: 'moderate',
      draftedOn: addDays(from, 10),
      confirmedOn: addDays(from, 20),
      ...itemCells(round, modeOf(index + 1)),
      lookBackVerdict: isLookedBackOn ? 'solved' : undefined,
    };
  });
}

function itemCells(round: MengzhouRound, mode: Mode): Row {
  const { from, to } = round;
  const isImmediate = mode === 'immediate';
  const done = doneOn(round, mode);
  const isContinuing = mode === 'continuing';
  return {
    mode,
    orderedOn: isImmediate ? addDays(from, 20) : undefined,
    dueOn: isImmediate ? to : after(round, 54),
    completedOn: isContinuing ? undefined : done,
    verifiedOn: isContinuing ? undefined : isImmediate ? addDays(to, -3) : after(round, 46),
    closedOn: isContinuing ? undefined : isImmediate ? addDays(to, -2) : after(round, 50),
    continuingOn: isContinuing ? done : undefined,
  };
}

/** Rules are laid on the findings one after another; the money of a unit on its first. */
function outcomeRows({ round, target }: Inspection): readonly Row[] {
  const { unit, findings, rules, moneyFen } = target;
  const ofFinding = (ordinal: number) => ({
    round: numberOf(round),
    unit,
    finding: `F${ordinal}`,
    on: doneOn(round, modeOf(ordinal)),
  });
  return [
    ...Array.from({ length: rules }, (_none, index) => ({
      ...ofFinding((index % findings) + 1),
      outcome: `R${index + 1}`,
      kind: 'established',
      title: `制度${index + 1}`,
      amount: undefined,
      atLeast: undefined,
    })),
    ...(moneyFen > 0
      ? [
          {
            ...ofFinding(1),
            outcome: 'M1',
            kind: 'recovery',
            title: undefined,
            amount: (moneyFen / 100).toFixed(2),
            atLeast: AT_LEAST.has(unit) ? 'yes' : 'no',
          },
        ]
      : []),
  ];
}

function clueRows(inspections: readonly Inspection[]): readonly Row[] {
  const received = inspections.flatMap(({ round, target }) => [
    ...Array.from({ length: target.cluesDiscipline }, () => ({
      ...{ round, target, receiver: 'discipline' },
    })),
    ...Array.from({ length: target.cluesOrganization }, () => ({
      ...{ round, target, receiver: 'organization' },
    })),
  ]);
  return received.map(({ round, target, receiver }, index) => ({
    round: numberOf(round),
    unit: target.unit,
    ordinal: index + 1,
    category: 'other',
    registeredOn: addDays(round.from, 15),
    screenedOn: addDays(round.from, 25),
    approvedOn: addDays(round.to, 3),
    receiver,
    sentOn: addDays(round.to, 7),
    receivedOn: addDays(round.to, 8),
    handledOn: addDays(round.to, 20),
    handling: 'preliminaryVerification',
    reportedOn: addDays(round.to, 60),
    outcome: 'organizationalMeasure',
    closedOn: addDays(round.to, 70),
  }));
}

function letterRows(round: MengzhouRound): readonly Row[] {
  return ASKED.map((body, index) => ({
    round: numberOf(round),
    letter: `H-${round.sequence}-${index + 1}`,
    body,
    sentOn: addDays(round.from, -20),
    dueOn: addDays(round.from, -10),
    answeredOn: addDays(round.from, -12),
    keyPeople: 0,
    keyMatters: 0,
  }));
}

/** The facts hold no quotation marks and no commas. */
function csvOf(rows: readonly Row[]): string {
  const columns = Object.keys(rows[0] ?? {});
  const lines = rows.map((row) => columns.map((column) => row[column] ?? '').join(','));
  return `${[columns.join(','), ...lines].join('\n')}\n`;
}
