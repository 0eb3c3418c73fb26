import { clueStream, roundStream, targetStream } from './case-streams.js';
import {
  CLUE_OFFICER,
  DISCIPLINE,
  GROUP_HEAD,
  LEADING_GROUP_HEAD,
  OFFICE_DIRECTOR,
  OFFICE_STAFF,
  ORGANIZATION,
  commandsOf,
  paperOf,
  type ImportCommand,
} from './command.js';
import type { ClueRow, Placed, RoundRow } from './format.js';

const RECEIVERS = { discipline: DISCIPLINE, organization: ORGANIZATION } as const;

/**
 * The way of one clue, as far as its row has days. Of its content nothing is imported: the sealed card is entered
 * by hand where it is still needed.
 */
export function clueCommands(
  row: Placed<ClueRow>,
  { pack }: Pick<RoundRow, 'pack'>,
): readonly ImportCommand[] {
  const send = commandsOf(row, clueStream(row));
  const { round, unit, ordinal, category, registeredOn, screenedOn, approvedOn, receiver } = row;
  const by = RECEIVERS[receiver];
  const steps: readonly (readonly [string | undefined, () => ImportCommand])[] = [
    [
      screenedOn,
      () =>
        send(GROUP_HEAD, 'ScreenClue', { heldOn: screenedOn, minutes: paperOf(row, 'screening') }),
    ],
    [
      approvedOn,
      () =>
        send(LEADING_GROUP_HEAD, 'ApproveClueTransfer', {
          ...{ approvedOn, receiver, sheet: paperOf(row, 'approval') },
        }),
    ],
    [row.sentOn, () => send(OFFICE_STAFF, 'TransferClue', handOver(row))],
    [
      row.receivedOn,
      () =>
        send(by, 'ReceiveClue', {
          ...{ receivedOn: row.receivedOn, receipt: paperOf(row, 'receipt') },
        }),
    ],
    [
      row.handledOn,
      () => send(by, 'ChooseClueHandling', { chosenOn: row.handledOn, handling: row.handling }),
    ],
    [
      row.reportedOn,
      () =>
        send(by, 'ReportClueResult', {
          ...{ reportedOn: row.reportedOn, outcome: row.outcome, sheet: paperOf(row, 'result') },
        }),
    ],
    [
      row.closedOn,
      () =>
        send(OFFICE_DIRECTOR, 'CloseClue', {
          ...{ closedOn: row.closedOn, sheet: paperOf(row, 'closing') },
        }),
    ],
  ];
  return [
    send(CLUE_OFFICER, 'RegisterClue', {
      ...{ ordinal, category, registeredOn, pack, round: roundStream(round) },
      ...(unit === undefined ? {} : { unit, target: targetStream({ round, unit }) }),
      subjectRef: paperOf(row, 'subject'),
      sealed: paperOf(row, 'card'),
    }),
    ...steps.flatMap(([on, command]) => (on === undefined ? [] : [command()])),
  ];
}

function handOver(row: Placed<ClueRow>) {
  return {
    sentOn: row.sentOn,
    slip: paperOf(row, 'slip'),
    givenSignature: paperOf(row, 'signature-given'),
    takenSignature: paperOf(row, 'signature-taken'),
  };
}
