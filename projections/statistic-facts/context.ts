/**
 * What a counted fact takes over from its case: where it belongs, and what the events before it have left to
 * be known. A fact's own event rarely says of which term or category it is.
 */

/** Where a case belongs; set by its opening event, partly taken over from the case that opened it. */
export interface Belonging {
  readonly term: string | null;
  readonly round: string | null;
  readonly unit: string | null;
  readonly category: string | null;
  readonly inspectionType: string | null;
  readonly mode: string | null;
  readonly group: number | null;
}

export const NOWHERE: Belonging = {
  term: null,
  round: null,
  unit: null,
  category: null,
  inspectionType: null,
  mode: null,
  group: null,
};

/** How far a finding has come; `gone` once it was merged into others or split. */
type FindingStep = 'drafted' | 'confirmed' | 'dropped' | 'gone' | 'approved';

/** What later events of the case are counted by; only what has happened is there. */
export interface Memory {
  readonly isApproved?: true;
  /** By finding: how far it has come. */
  readonly findings?: Readonly<Record<string, FindingStep>>;
  /** By earlier finding: the last verdict on it. */
  readonly verdicts?: Readonly<Record<string, string>>;
  readonly itemMode?: string;
  readonly outcome?: 'open' | 'continuing' | 'closed';
  readonly receiver?: string;
  /** The receiver a clue was last handed over to. */
  readonly handedTo?: string;
  /** Deadlines that passed and are still owed. */
  readonly overdue?: readonly string[];
  /** Rules of the office's own library that are in force. */
  readonly rulesInForce?: readonly string[];
  /** Inspectors in the pool, by the ids that stand for them. */
  readonly inspectors?: readonly string[];
  readonly period?: { readonly fromOn: string; readonly toOn: string };
}

interface Opening {
  /** Stream of the case it takes over from. */
  readonly parent?: string;
  readonly own: Partial<Belonging>;
}

/** One list of modes as one word, so that it is counted as one. */
const modeOf = (modes: readonly string[] = []): string | null =>
  modes.length === 0 ? null : [...modes].sort().join('+');

interface Listed {
  readonly round: string;
  readonly unit: string;
  readonly category: string;
  readonly type: string;
  readonly modes?: readonly string[];
}

interface Registered {
  readonly round: string;
  readonly target?: string;
  readonly unit?: string;
}

const opening =
  <D>(of: (data: D, stream: string) => Opening) =>
  (data: unknown, stream: string): Opening =>
    of(data as D, stream);

/** The events that open a case of which something is counted. */
export const OPENINGS: Readonly<Record<string, (data: unknown, stream: string) => Opening>> = {
  // A round names its term by the words people use.
  TermOpened: opening<{ name: string }>(({ name: term }) => ({ own: { term } })),
  OrganizationOpened: opening(() => ({ own: {} })),
  CommonProblemIdentified: opening(() => ({ own: {} })),
  RoundProposed: opening<{ term: string }>(({ term }, round) => ({ own: { term, round } })),
  TargetListed: opening<Listed>(({ round, unit, category, type, modes }) => ({
    parent: round,
    own: { round, unit, category, inspectionType: type, mode: modeOf(modes) },
  })),
  ItemPlanned: opening<{ target: string; round: string; unit: string }>(
    ({ target, round, unit }) => ({ parent: target, own: { round, unit } }),
  ),
  ClueRegistered: opening<Registered>(({ round, target, unit }) => ({
    parent: target ?? round,
    own: { round, ...(unit === undefined ? {} : { unit }) },
  })),
};

/** What the group made of a dispute about facts. */
export interface Revised {
  readonly outcomes: readonly { readonly finding: string; readonly outcome: string }[];
}

/** A finding that was cut into several. */
export interface Split {
  readonly finding: string;
  readonly parts: readonly { readonly finding: string }[];
}

export const droppedBy = ({ outcomes }: Revised): readonly string[] =>
  outcomes.filter(({ outcome }) => outcome === 'dropped').map((one) => one.finding);

const noted =
  <D>(of: (memory: Memory, data: D) => Memory) =>
  (memory: Memory, data: unknown): Memory =>
    of(memory, data as D);

const stepped = (memory: Memory, ids: readonly string[], step: FindingStep): Memory => ({
  ...memory,
  findings: { ...memory.findings, ...Object.fromEntries(ids.map((id) => [id, step])) },
});

const finding = (step: FindingStep) =>
  noted<{ finding: string }>((memory, data) => stepped(memory, [data.finding], step));

const without = (all: readonly string[] = [], gone: string): readonly string[] =>
  all.filter((one) => one !== gone);

const including = (all: readonly string[] = [], one: string): readonly string[] => [
  ...without(all, one),
  one,
];

const settled = noted<{ deadline: string }>((memory, { deadline }) =>
  memory.overdue?.includes(deadline)
    ? { ...memory, overdue: without(memory.overdue, deadline) }
    : memory,
);

/** What each event leaves to be known; the others leave nothing. */
export const MEMORIES: Readonly<Record<string, (memory: Memory, data: unknown) => Memory>> = {
  TermOpened: noted<{ fromOn: string; toOn: string }>((memory, { fromOn, toOn }) => ({
    ...memory,
    period: { fromOn, toOn },
  })),
  RoundApproved: (memory) => ({ ...memory, isApproved: true }),
  FindingDrafted: finding('drafted'),
  FindingConfirmed: finding('confirmed'),
  FindingDropped: finding('dropped'),
  FindingsApproved: noted<{ findings: readonly string[] }>((memory, { findings }) =>
    stepped(memory, findings, 'approved'),
  ),
  FactsRevised: noted<Revised>((memory, data) => stepped(memory, droppedBy(data), 'dropped')),
  FindingMerged: noted<{ from: readonly string[] }>((memory, { from }) =>
    stepped(memory, from, 'gone'),
  ),
  FindingSplit: noted<Split>((memory, { finding: origin, parts }) => {
    const step = memory.findings?.[origin] ?? 'drafted';
    const born = stepped(
      memory,
      parts.map((part) => part.finding),
      step,
    );
    return stepped(born, [origin], 'gone');
  }),
  LookBackVerdictRecorded: noted<{ finding: string; verdict: string }>((memory, data) => ({
    ...memory,
    verdicts: { ...memory.verdicts, [data.finding]: data.verdict },
  })),
  ItemPlanned: noted<{ mode: string }>((memory, { mode }) => ({
    ...memory,
    itemMode: mode,
    outcome: 'open',
  })),
  ItemMarkedContinuing: (memory) => ({ ...memory, outcome: 'continuing' }),
  ItemClosed: (memory) => ({ ...memory, outcome: 'closed' }),
  ItemReopened: (memory) => ({ ...memory, outcome: 'open' }),
  FalseRectificationFound: (memory) => ({ ...memory, outcome: 'open' }),
  ClueTransferApproved: noted<{ receiver: string }>((memory, { receiver }) => ({
    ...memory,
    receiver,
  })),
  ClueRerouted: noted<{ receiver: string }>((memory, { receiver }) => ({ ...memory, receiver })),
  ClueTransferred: (memory) =>
    memory.receiver === undefined ? memory : { ...memory, handedTo: memory.receiver },
  DeadlineMissed: noted<{ deadline: string }>((memory, { deadline }) => ({
    ...memory,
    overdue: including(memory.overdue, deadline),
  })),
  DeadlineSet: settled,
  DeadlineMet: settled,
  DeadlineWaived: settled,
  DeadlineExtended: settled,
  OfficeRuleIssued: noted<{ rule: string }>((memory, { rule }) => ({
    ...memory,
    rulesInForce: including(memory.rulesInForce, rule),
  })),
  OfficeRuleRepealed: noted<{ rule: string }>((memory, { rule }) => ({
    ...memory,
    rulesInForce: without(memory.rulesInForce, rule),
  })),
  InspectorAdmitted: noted<{ inspector: string }>((memory, { inspector }) => ({
    ...memory,
    inspectors: including(memory.inspectors, inspector),
  })),
  InspectorReleased: noted<{ inspector: string }>((memory, { inspector }) => ({
    ...memory,
    inspectors: without(memory.inspectors, inspector),
  })),
};
