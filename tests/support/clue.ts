import { clueTransfer } from '../../domain/clue-transfer/index.js';
import type { Command } from '../../domain/process.js';
import { actor, command, digest, scenarioOf, uuid, type Step } from './given.js';

/** A clue of the round of 2021; commands with defaults, sent on 2021-07-01 unless a test says otherwise. */
export const clue = scenarioOf(clueTransfer, { today: '2021-07-01' });

export const registerClue = command('RegisterClue', {
  ordinal: 7,
  category: 'integrity',
  subjectRef: digest('subject'),
  sealed: digest('card'),
  round: `inspection-round-${uuid(9)}`,
  target: `target-inspection-${uuid(7)}`,
  unit: 'W-T1',
  scope: 'group:XC-10-12/1',
  pack: { pack: 'county-default', version: 1 },
  registeredOn: '2021-06-01',
});
export const splitClue = (changes: Readonly<Record<string, unknown>> = {}): Command => ({
  type: 'SplitClueFromFinding',
  data: { ...(registerClue().data as object), finding: 'F1', ...changes },
});
export const noteRecusal = command('NoteRecusal', { person: 'member-1' });
export const screenClue = command('ScreenClue', {
  heldOn: '2021-06-03',
  minutes: digest('minutes'),
});
export const dismissClue = command('DismissClue', {
  heldOn: '2021-06-03',
  minutes: digest('minutes'),
  reason: 'tooVague',
});
export const passClueToPetition = command('PassClueToPetition', {
  heldOn: '2021-06-03',
  minutes: digest('minutes'),
});
export const grantFastTrack = command('GrantFastTrack', { grantedOn: '2021-06-04' });
export const approveTransfer = command('ApproveClueTransfer', {
  approvedOn: '2021-06-07',
  receiver: 'discipline',
  sheet: digest('approval'),
});
export const transferClue = command('TransferClue', {
  sentOn: '2021-06-09',
  slip: digest('slip'),
  givenSignature: digest('given'),
  takenSignature: digest('taken'),
});
export const receiveClue = command('ReceiveClue', {
  receivedOn: '2021-06-10',
  receipt: digest('receipt'),
});
export const returnClue = command('ReturnClueForSupplement', {
  returnedOn: '2021-06-15',
  reason: 'amountUnclear',
});
export const supplementClue = command('SupplementClue', {
  supplementedOn: '2021-06-18',
  sealed: digest('more'),
});
export const chooseHandling = command('ChooseClueHandling', {
  chosenOn: '2021-06-21',
  handling: 'talkAndLetter',
});
export const reportProgress = command('ReportClueProgress', {
  reportedOn: '2021-06-25',
  progress: 'talkHeld',
});
export const extendHandling = command('ExtendClueHandling', {
  extendedOn: '2021-07-01',
  untilOn: '2021-12-10',
  reason: 'complexity',
  sheet: digest('extension'),
});
export const reportResult = command('ReportClueResult', {
  reportedOn: '2021-06-28',
  outcome: 'reminded',
  sheet: digest('result'),
});
export const closeClue = command('CloseClue', {
  closedOn: '2021-06-30',
  sheet: digest('closing'),
});
export const reopenClue = command('ReopenClue', {
  reason: 'newEvidence',
  newDueOn: '2021-09-30',
});
export const archiveClue = command('ArchiveClue', { closedOn: '2021-06-30' });
export const detectConflict = command('DetectConflict', {
  detectedOn: '2021-06-29',
  receiver: 'discipline',
  ground: 'subjectInChain',
  record: digest('conflict'),
});
export const rerouteClue = command('RerouteClue', {
  reroutedOn: '2021-06-29',
  receiver: 'organization',
  reason: 'wrongReceiver',
  sheet: digest('route'),
});
export const requestDisclosure = command('RequestIdentityDisclosure', {
  requestedOn: '2021-06-30',
  untilOn: '2021-07-15',
  ground: 'verification',
  request: digest('request'),
});
export const grantDisclosure = command('GrantIdentityDisclosure', { grantedOn: '2021-07-01' });
export const refuseDisclosure = command('RefuseIdentityDisclosure', {
  refusedOn: '2021-07-01',
  reason: 'reporterAtRisk',
});
export const unseal = command('UnsealCompartment', { compartment: 'reporter' });

/** The roles behind each receiver; the office enters what comes back from the upper level. */
export const RECEIVERS = [
  ['discipline', 'disciplineReceiver', ''],
  ['organization', 'organizationReceiver', '-organization'],
  ['competentUnit', 'functionalDepartment', '-unit'],
  ['upperLevel', 'officeStaff', '-upper'],
] as const;

export const registered: readonly Step[] = [registerClue()];
export const screened: readonly Step[] = [...registered, screenClue()];
export const approved: readonly Step[] = [...screened, approveTransfer()];
export const sent: readonly Step[] = [...approved, transferClue()];
export const received: readonly Step[] = [...sent, receiveClue()];
export const returned: readonly Step[] = [...received, { ...returnClue(), on: '2021-06-15' }];
export const handled: readonly Step[] = [...received, chooseHandling()];
export const resultReported: readonly Step[] = [...handled, reportResult()];
export const closed: readonly Step[] = [...resultReported, closeClue()];

/** Returned once, then handled, with a reporter's identity disclosed on the way. */
export const disclosed: readonly Step[] = [
  ...returned,
  supplementClue(),
  chooseHandling(),
  requestDisclosure(),
  grantDisclosure(),
];

/** The usual way to a receiver and back, closed by the office. */
export function wayTo(receiver: (typeof RECEIVERS)[number]): readonly Step[] {
  const [kind, role] = receiver;
  const by = actor(role);
  const unit = kind === 'competentUnit' ? { unit: 'D-3' } : {};
  return [
    ...screened,
    approveTransfer({ receiver: kind, ...unit }),
    transferClue(),
    { ...receiveClue(), by },
    { ...chooseHandling(), by },
    { ...reportResult(), by },
    closeClue(),
  ];
}

/** Stories that together count every limit of a clue: one a receiver, the fast track, a return, a disclosure. */
export const STORIES: readonly (readonly Step[])[] = [
  ...RECEIVERS.map(wayTo),
  [...registered, grantFastTrack({ grantedOn: '2021-06-02' }), screenClue(), approveTransfer()],
  [...screened, grantFastTrack(), approveTransfer(), transferClue()],
  disclosed,
  [...handled, detectConflict(), transferClue({ sentOn: '2021-06-30' })],
  [...received, rerouteClue()],
];
