import { itemStream } from './case-streams.js';
import {
  OFFICE_DIRECTOR,
  OFFICE_STAFF,
  OWNER,
  SUPERVISOR,
  commandsOf,
  paperOf,
  type ImportCommand,
} from './command.js';
import type { FindingRow, OutcomeRow, Placed } from './format.js';

/** A finding, and what the work on it yielded. */
export interface ItemRows {
  readonly finding: Placed<FindingRow>;
  readonly outcomes: readonly Placed<OutcomeRow>[];
}

/** The life of one item after it was opened: what it yielded, completion, verification, close-out. */
export function itemCommands({ finding: row, outcomes }: ItemRows): readonly ImportCommand[] {
  const { completedOn, verifiedOn, closedOn, continuingOn } = row;
  const send = commandsOf(row, itemStream(row));
  const marking =
    continuingOn === undefined
      ? []
      : [
          send(OFFICE_DIRECTOR, 'MarkContinuing', {
            on: continuingOn,
            reason: '需要长期坚持,转入持续整改',
          }),
        ];
  return [
    ...outcomes.map(yieldOf),
    // Long-term work is marked while it is worked on, or after its first result was verified.
    ...(completedOn === undefined ? marking : completion(row, completedOn)),
    ...(verifiedOn === undefined
      ? []
      : [
          send(SUPERVISOR, 'PassVerification', {
            verifiedOn,
            checkRecord: paperOf(row, 'check'),
          }),
        ]),
    ...(completedOn === undefined ? [] : marking),
    ...(closedOn === undefined ? [] : [send(OFFICE_STAFF, 'CloseItem', { closedOn })]),
  ];
}

function completion(row: Placed<FindingRow>, on: string): readonly ImportCommand[] {
  const send = commandsOf(row, itemStream(row));
  return [
    send(OWNER, 'SubmitEvidence', {
      evidence: paperOf(row, 'completion'),
      observedOn: on,
      receivedOn: on,
      kind: 'document',
    }),
    send(OWNER, 'SubmitCompletion', { submittedOn: on }),
  ];
}

function yieldOf(row: Placed<OutcomeRow>): ImportCommand {
  const { kind, on, outcome, title, amount, atLeast } = row;
  const send = commandsOf(row, itemStream(row));
  const document = paperOf(row, 'outcome');
  return kind === 'recovery'
    ? send(OWNER, 'RecordRecovery', {
        ...{ recoveredOn: on, amountFen: amount, atLeast: atLeast === 'yes', document },
      })
    : send(OWNER, 'EstablishRule', { rule: outcome, title, kind, establishedOn: on, document });
}
