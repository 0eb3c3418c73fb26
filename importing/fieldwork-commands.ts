import { itemOf, targetStream } from './case-streams.js';
import {
  GROUP_DEPUTY,
  GROUP_HEAD,
  GROUP_MEMBER,
  LIAISON,
  OFFICE_DIRECTOR,
  OFFICE_STAFF,
  commandsOf,
  paperOf,
  type ImportCommand,
} from './command.js';
import type { FindingRow, Placed, TargetRow } from './format.js';
import { itemCommands, type ItemRows } from './item-commands.js';

type Target = Placed<TargetRow>;

/** What belongs to one inspection. */
export interface Inspection {
  readonly target: Target;
  /** Its findings, each with what became of it. */
  readonly findings: readonly ItemRows[];
  /** Findings of the earlier inspection that a look-back judges. */
  readonly earlier: readonly Placed<FindingRow>[];
}

/** Notice, stationing, findings, withdrawal and report of one inspection, as far as its row has days. */
export function fieldworkOf({ target, findings, earlier }: Inspection): readonly ImportCommand[] {
  const send = commandsOf(target, targetStream(target));
  const { notifiedOn, stationedOn, withdrawnOn } = target;
  return [
    ...(notifiedOn === undefined
      ? []
      : [
          send(OFFICE_STAFF, 'NotifyTarget', { notifiedOn }),
          send(LIAISON, 'FileSafetyPlan', {
            filedOn: notifiedOn,
            document: paperOf(target, 'safety-plan'),
          }),
        ]),
    ...(stationedOn === undefined ? [] : [stationing(target, stationedOn)]),
    ...findings.flatMap(({ finding }) => workingPaper(finding)),
    ...findings.flatMap((rows) => ordered(target, rows)),
    ...earlier.flatMap((found) => verdict(target, found)),
    ...(withdrawnOn === undefined
      ? []
      : [send(GROUP_HEAD, 'WithdrawGroup', { withdrawnOn, questionnairesReturned: 0 })]),
    ...reporting(target),
  ];
}

function stationing(target: Target, heldOn: string): ImportCommand {
  return commandsOf(target, targetStream(target))(GROUP_HEAD, 'HoldMobilizationMeeting', {
    heldOn,
    speakers: [{ name: '巡察组组长', topic: '进驻动员' }],
    attendance: [],
    statementBy: '党组织主要负责人',
    questionnairesIssued: 0,
  });
}

/** Drafted by one, reviewed by another, confirmed by the head; the review is dated as the confirmation. */
function workingPaper(row: Placed<FindingRow>): readonly ImportCommand[] {
  const send = commandsOf(row, targetStream(row));
  const { finding, title, focus, taxonomy, ruleBroken, responsibility, severity } = row;
  const { draftedOn, confirmedOn } = row;
  return [
    send(GROUP_MEMBER, 'DraftFinding', {
      ...{ finding, draftedOn, title, focus, taxonomy, ruleBroken, responsibility },
      phenomenon: title,
      handlers: ['巡察组组员', '巡察组联络员'],
      evidence: [{ digest: paperOf(row, 'evidence'), observedOn: draftedOn }],
    }),
    send(GROUP_DEPUTY, 'ReviewFinding', {
      ...{ finding, reviewedOn: confirmedOn, minutes: paperOf(row, 'review'), passed: true },
    }),
    send(GROUP_HEAD, 'ConfirmFinding', { finding, confirmedOn, severity }),
  ];
}

/** 立行立改: ordered while the group is there, so the item's whole life may lie before the withdrawal. */
function ordered(target: Target, rows: ItemRows): readonly ImportCommand[] {
  const { finding: row } = rows;
  const { finding, mode, orderedOn, dueOn } = row;
  if (mode !== 'immediate') return [];
  const order = { finding, item: itemOf(finding), goal: goalOf(row), orderedOn, dueOn };
  const send = commandsOf(row, targetStream(target));
  return [send(GROUP_HEAD, 'OrderImmediateRectification', order), ...itemCommands(rows)];
}

/** @returns what is to be reached, from the title where the file does not say it */
export function goalOf({ goal, title }: Pick<FindingRow, 'goal' | 'title'>): string {
  return goal ?? `整改到位:${title}`;
}

function verdict(target: Target, found: Placed<FindingRow>): readonly ImportCommand[] {
  const { lookBackVerdict, finding } = found;
  const { withdrawnOn, stationedOn } = target;
  if (lookBackVerdict === undefined || stationedOn === undefined) return [];
  const recordedOn = withdrawnOn ?? stationedOn;
  const send = commandsOf(found, targetStream(target));
  const data = { finding, recordedOn, verdict: lookBackVerdict };
  return [send(GROUP_HEAD, 'RecordLookBackVerdict', data)];
}

function reporting(target: Target): readonly ImportCommand[] {
  const { reportedOn, reportAcceptedOn } = target;
  const send = commandsOf(target, targetStream(target));
  const document = paperOf(target, 'report');
  return [
    ...(reportedOn === undefined
      ? []
      : [send(GROUP_HEAD, 'SubmitReport', { submittedOn: reportedOn, document, version: 1 })]),
    ...(reportAcceptedOn === undefined
      ? []
      : [send(OFFICE_DIRECTOR, 'AcceptReport', { acceptedOn: reportAcceptedOn })]),
  ];
}
