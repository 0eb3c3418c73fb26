import { TARGET_ROLES } from '../../domain/shared/roles.js';
import { date, flag, text, type RowOf } from '../column.js';
import {
  change,
  defineProjection,
  put,
  update,
  updateGroup,
  type LogEvent,
} from '../projection.js';
import { GROUP_READERS, OFFICE_READERS, SUPERVISION_READERS, TARGET_READERS } from '../readers.js';

const columns = {
  stream: text(),
  finding: text(),
  title: text(),
  focus: text(),
  taxonomy: text(),
  severity: text().nullable(),
  status: text(),
  draftedOn: date(),
  confirmedOn: date().nullable(),
  claimedOn: date().nullable(),
  /** `dropped`, `merged`, `split`; null while the finding stands. */
  outcome: text().nullable(),
  /** Told to the target: before the feedback no finding leaves the office and the group. */
  fedBack: flag(),
};

type FindingRow = RowOf<typeof columns>;

interface Drafted {
  readonly finding: string;
  readonly title: string;
  readonly focus: string;
  readonly taxonomy: string;
  readonly draftedOn: string;
}

interface Split {
  readonly finding: string;
  readonly parts: readonly Pick<Drafted, 'finding' | 'title' | 'focus' | 'taxonomy'>[];
  readonly inherited: Pick<FindingRow, 'status' | 'draftedOn'> & {
    readonly confirmedOn?: string;
    readonly severity?: string;
  };
}

interface FactsRevised {
  readonly outcomes: readonly { readonly finding: string; readonly outcome: string }[];
}

const keyOf = (stream: string, finding: string): string => `${stream}/${finding}`;

/** A fact about one finding. */
const noted = <D extends { readonly finding: string }>(facts: (data: D) => Partial<FindingRow>) => {
  return ({ stream, data }: LogEvent<D>) => [
    update<FindingRow>(keyOf(stream, data.finding), (row) => ({ ...row, ...facts(data) })),
  ];
};

const weighed = noted<{ finding: string; severity: string }>(({ severity }) => ({ severity }));

/** The finding stands no longer, and no target hears of it. */
const gone = (stream: string, finding: string, outcome: 'dropped' | 'merged' | 'split') =>
  update<FindingRow>(keyOf(stream, finding), (row) => ({ ...row, status: outcome, outcome }));

/** The parts begin where the whole stood. */
function split({ stream, data: { finding, parts, inherited } }: LogEvent<Split>) {
  const { status, draftedOn, confirmedOn = null, severity = null } = inherited;
  const born = { status, draftedOn, confirmedOn, severity, claimedOn: null, outcome: null };
  return [
    gone(stream, finding, 'split'),
    ...parts.map((part) =>
      put<FindingRow>(keyOf(stream, part.finding), { ...part, ...born, stream, fedBack: false }),
    ),
  ];
}

/** Every finding of every inspection, without its working paper; one row a finding. */
export const findings = defineProjection({
  name: 'findings',
  version: 2,
  title: { zh: '问题台账', en: 'Findings' },
  columns,
  filters: ['stream', 'finding', 'severity', 'status', 'taxonomy', 'focus', 'outcome'],
  orders: ['draftedOn', 'confirmedOn', 'finding'],
  hidden: ['fedBack'],
  group: 'stream',
  readableBy: [...OFFICE_READERS, ...GROUP_READERS, ...SUPERVISION_READERS, ...TARGET_READERS],
  scopedBy: 'case',
  withheld: { from: TARGET_ROLES, unless: 'fedBack' },
  joinCase: true,
  on: {
    FindingDrafted: ({ stream, data }: LogEvent<Drafted>) => [
      change<FindingRow>(keyOf(stream, data.finding), (row) => ({
        ...{ severity: null, confirmedOn: null, claimedOn: null, outcome: null, fedBack: false },
        ...row,
        stream,
        finding: data.finding,
        title: data.title,
        focus: data.focus,
        taxonomy: data.taxonomy,
        status: 'drafted',
        draftedOn: data.draftedOn,
      })),
    ],
    FindingReviewed: noted(() => ({ status: 'reviewed' })),
    FindingReturned: noted(() => ({ status: 'returned' })),
    FindingConfirmed: noted<{ finding: string; severity: string; confirmedOn: string }>(
      ({ severity, confirmedOn }) => ({ status: 'confirmed', severity, confirmedOn }),
    ),
    FindingDropped: noted(() => ({ status: 'dropped', outcome: 'dropped' })),
    SeverityAssessed: weighed,
    SeverityRevised: weighed,
    FactsRevised: ({ stream, data }: LogEvent<FactsRevised>) =>
      data.outcomes
        .filter(({ outcome }) => outcome === 'dropped')
        .map(({ finding }) => gone(stream, finding, 'dropped')),
    FindingMerged: ({ stream, data }: LogEvent<{ readonly from: readonly string[] }>) =>
      data.from.map((finding) => gone(stream, finding, 'merged')),
    FindingSplit: split,
    FindingsApproved: ({ stream, data }: LogEvent<{ readonly findings: readonly string[] }>) =>
      data.findings.map((finding) =>
        update<FindingRow>(keyOf(stream, finding), (row) => ({ ...row, status: 'approved' })),
      ),
    FindingClaimed: noted<{ finding: string; claimedOn: string }>(({ claimedOn }) => ({
      status: 'claimed',
      claimedOn,
    })),
    FeedbackReceived: ({ stream }: LogEvent) => [
      updateGroup<FindingRow>(stream, (row) =>
        row.outcome === null ? { ...row, fedBack: true } : row,
      ),
    ],
  },
});
