import { itemOf, targetStream } from './case-streams.js';
import {
  DISCIPLINE,
  GROUP_HEAD,
  LIAISON,
  OFFICE_DIRECTOR,
  OFFICE_STAFF,
  ORGANIZATION,
  PRINCIPAL,
  commandsOf,
  paperOf,
  type ImportCommand,
} from './command.js';
import { goalOf, type Inspection } from './fieldwork-commands.js';
import type { FindingRow, Placed, TargetRow } from './format.js';
import { itemCommands } from './item-commands.js';
import { publicationOf } from './publication-commands.js';

type Target = Placed<TargetRow>;

/** Feedback, claims, plan, items, report and close-out of one inspection, as far as its row has days. */
export function rectificationOf({ target, findings }: Inspection): readonly ImportCommand[] {
  const planned = findings.filter(({ finding: { mode } }) => isPlanned(mode));
  return [
    ...feedback(target),
    ...findings.flatMap(({ finding }) => claim(target, finding)),
    ...plan(
      target,
      planned.map(({ finding }) => finding),
    ),
    ...planned.flatMap(itemCommands),
    ...closing(target),
  ];
}

function isPlanned(mode: FindingRow['mode']): mode is 'concentrated' | 'continuing' {
  return mode === 'concentrated' || mode === 'continuing';
}

/** Both halves of the double feedback on the one day that the file has. */
function feedback(target: Target): readonly ImportCommand[] {
  const { fedBackOn } = target;
  if (fedBackOn === undefined) return [];
  const send = commandsOf(target, targetStream(target));
  return [
    send(GROUP_HEAD, 'GiveFeedbackToPrincipal', {
      givenOn: fedBackOn,
      letter: paperOf(target, 'letter-to-principal'),
      receivedBy: '党组织主要负责人',
    }),
    send(GROUP_HEAD, 'GiveFeedbackToUnit', {
      heldOn: fedBackOn,
      letter: paperOf(target, 'letter-to-unit'),
      minutes: paperOf(target, 'feedback-minutes'),
    }),
  ];
}

function claim(target: Target, row: Placed<FindingRow>): readonly ImportCommand[] {
  const { claimedOn } = target;
  if (claimedOn === undefined) return [];
  const send = commandsOf(row, targetStream(target));
  return [send(LIAISON, 'ClaimFinding', { finding: row.finding, claimedOn })];
}

const REVIEWS = [
  ['inspectionOffice', OFFICE_STAFF],
  ['discipline', DISCIPLINE],
  ['organization', ORGANIZATION],
] as const;

/** The three reviews are dated as the approval, since files of the past keep that one day. */
function plan(target: Target, planned: readonly Placed<FindingRow>[]): readonly ImportCommand[] {
  const { plannedOn, planApprovedOn } = target;
  const send = commandsOf(target, targetStream(target));
  return [
    ...(plannedOn === undefined
      ? []
      : [
          send(PRINCIPAL, 'SubmitPlan', {
            submittedOn: plannedOn,
            document: paperOf(target, 'plan'),
            items: planned.map((row) => planRow(target, row)),
          }),
        ]),
    ...(planApprovedOn === undefined
      ? []
      : [
          ...REVIEWS.map(([body, by]) =>
            send(by, 'ReviewPlan', {
              ...{ body, reviewedOn: planApprovedOn, passed: true, opinion: '审核通过' },
            }),
          ),
          send(OFFICE_DIRECTOR, 'ApprovePlan', { approvedOn: planApprovedOn }),
        ]),
  ];
}

function planRow(target: Target, row: Placed<FindingRow>) {
  const { finding, dueOn, mode } = row;
  return {
    ...{ item: itemOf(finding), finding, goal: goalOf(row), dueOn, mode },
    measures: [goalOf(row)],
    owner: '分管负责人',
    branchLeader: '班子成员',
    leadDepartment: target.name,
  };
}

function closing(target: Target): readonly ImportCommand[] {
  const { rectificationReportedOn, rectificationAcceptedOn, closedOn } = target;
  const send = commandsOf(target, targetStream(target));
  const report = paperOf(target, 'rectification-report');
  const principalReport = paperOf(target, 'principal-report');
  const pledge = { pledgedOn: rectificationReportedOn, covers: [report, principalReport] };
  return [
    ...(rectificationReportedOn === undefined
      ? []
      : [
          send(PRINCIPAL, 'SubmitRectificationReport', {
            ...{ submittedOn: rectificationReportedOn, report, principalReport, pledge },
          }),
        ]),
    ...(rectificationAcceptedOn === undefined
      ? []
      : [
          send(OFFICE_STAFF, 'AcceptRectificationReport', {
            acceptedOn: rectificationAcceptedOn,
          }),
        ]),
    ...publicationOf(target),
    ...(closedOn === undefined
      ? []
      : [send(OFFICE_DIRECTOR, 'CloseTargetInspection', { closedOn })]),
  ];
}
