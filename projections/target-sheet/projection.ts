import { targetInspection } from '../../domain/target-inspection/index.js';
import { reachOf, type TargetState } from '../../domain/target-inspection/state.js';
import { stateAfter } from '../case-state.js';
import { date, integer, json, list, text, type RowOf } from '../column.js';
import { change, defineProjection, update, type LogEvent } from '../projection.js';
import { GROUP_READERS, OFFICE_READERS, SUPERVISION_READERS } from '../readers.js';

const columns = {
  stream: text(),
  number: text(),
  round: text(),
  unit: text(),
  name: text(),
  category: text(),
  type: text(),
  lookBackOf: text().nullable(),
  group: integer().nullable(),
  status: text(),
  plannedFrom: date(),
  plannedTo: date(),
  notifiedOn: date().nullable(),
  stationedOn: date().nullable(),
  announcedOn: date().nullable(),
  withdrawnOn: date().nullable(),
  reportSubmittedOn: date().nullable(),
  reportAcceptedOn: date().nullable(),
  decidedOn: date().nullable(),
  feedbackReceivedOn: date().nullable(),
  planSubmittedOn: date().nullable(),
  planApprovedOn: date().nullable(),
  rectificationSubmittedOn: date().nullable(),
  rectificationAcceptedOn: date().nullable(),
  closedOn: date().nullable(),
  petitions: integer(),
  findings: integer(),
  findingsConfirmed: integer(),
  findingsDropped: integer(),
  findingsClaimed: integer(),
  verdicts: integer(),
  items: integer(),
  itemsOpen: integer(),
  itemsContinuing: integer(),
  itemsClosed: integer(),
  scopes: list(),
  state: json<TargetState>(),
};

type SheetRow = RowOf<typeof columns>;

/** Columns whose facts no decision needs: they come from single events and stay. */
type Noted = Pick<
  SheetRow,
  'category' | 'lookBackOf' | 'announcedOn' | 'reportAcceptedOn' | 'closedOn'
>;

const UNNOTED: Noted = {
  category: '',
  lookBackOf: null,
  announcedOn: null,
  reportAcceptedOn: null,
  closedOn: null,
};

const CONFIRMED = ['confirmed', 'approved', 'claimed'];

const dayOr = (on: string | undefined): string | null => (on === '' ? null : (on ?? null));

function sheetOf(stream: string, state: TargetState, noted: Noted): SheetRow {
  const findings = Object.values(state.findings);
  const items = Object.values(state.items);
  const outcomes = (wanted: string) => items.filter(({ outcome }) => outcome === wanted).length;
  const { number, round, unit, name, type, status, plannedFrom, plannedTo } = state;
  return {
    ...noted,
    ...{ stream, number, round, unit, name, type, status, plannedFrom, plannedTo },
    group: state.group?.number ?? null,
    notifiedOn: dayOr(state.notifiedOn),
    stationedOn: dayOr(state.stationedOn),
    withdrawnOn: dayOr(state.withdrawnOn),
    reportSubmittedOn: dayOr(state.report.submittedOn),
    decidedOn: dayOr(state.decidedOn),
    feedbackReceivedOn: dayOr(state.feedbackReceivedOn),
    planSubmittedOn: dayOr(state.plan.submittedOn),
    planApprovedOn: dayOr(state.plan.approvedOn),
    rectificationSubmittedOn: dayOr(state.rectificationReport.submittedOn),
    rectificationAcceptedOn: dayOr(state.rectificationAcceptedOn),
    petitions: state.petitions,
    findings: findings.length,
    findingsConfirmed: findings.filter((finding) => CONFIRMED.includes(finding.status)).length,
    findingsDropped: findings.filter((finding) => finding.status === 'dropped').length,
    findingsClaimed: findings.filter((finding) => finding.status === 'claimed').length,
    verdicts: Object.keys(state.verdicts).length,
    items: items.length,
    itemsOpen: outcomes('open'),
    itemsContinuing: outcomes('continuing'),
    itemsClosed: outcomes('closed'),
    scopes: reachOf(state),
    state,
  };
}

interface Listed {
  readonly category: string;
  readonly lookBackOf?: { readonly inspection: string };
}

const noted = <D>(facts: (data: D) => Partial<Noted>) => {
  return ({ stream, data }: LogEvent<D>) => [
    update<SheetRow>(stream, (row) => ({ ...row, ...facts(data) })),
  ];
};

/** One target's inspection on one line: unit, group, every date, findings and items in numbers. */
export const targetSheet = defineProjection({
  name: 'target-sheet',
  version: 1,
  title: { zh: '被巡察单位一览', en: 'Target sheet' },
  columns,
  filters: ['stream', 'number', 'round', 'unit', 'type', 'group', 'status'],
  orders: ['number', 'plannedFrom'],
  hidden: ['state', 'scopes'],
  readableBy: [...OFFICE_READERS, ...GROUP_READERS, ...SUPERVISION_READERS],
  scopedBy: 'scopes',
  every: (event) =>
    event.stream.startsWith(`${targetInspection.name}-`)
      ? [
          change<SheetRow>(event.stream, (row) => {
            const state = stateAfter(row?.state, event);
            return state ? sheetOf(event.stream, state, row ?? UNNOTED) : row;
          }),
        ]
      : [],
  on: {
    TargetListed: noted<Listed>(({ category, lookBackOf }) => ({
      category,
      lookBackOf: lookBackOf?.inspection ?? null,
    })),
    AnnouncementPosted: noted<{ postedOn: string }>(({ postedOn }) => ({ announcedOn: postedOn })),
    ReportAccepted: noted<{ acceptedOn: string }>(({ acceptedOn }) => ({
      reportAcceptedOn: acceptedOn,
    })),
    ReportReturned: noted<object>(() => ({ reportAcceptedOn: null })),
    TargetInspectionClosed: noted<{ closedOn: string }>(({ closedOn }) => ({ closedOn })),
  },
});
