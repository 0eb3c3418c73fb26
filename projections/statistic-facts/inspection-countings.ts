import { judgesOldFindings, type InspectionType } from '../../domain/shared/inspection.js';
import { FOLLOW_UP_VERDICTS } from '../../domain/target-inspection/follow-up.js';
import { count, counting, countingEach, numberIf, type Countings } from './counting.js';
import { droppedBy, type Memory, type Revised, type Split } from './context.js';

interface OfFinding {
  readonly finding: string;
}

const confirmedAmong = (ids: readonly string[], { findings }: Memory): number =>
  ids.filter((id) => findings?.[id] === 'confirmed').length;

const findingOf = ({ findings }: Memory, { finding }: OfFinding) => findings?.[finding];

/** Rounds, their letters and their groups. */
export const ROUND_COUNTINGS: Countings = {
  RoundApproved: counting<{ approvedOn: string }>(({ approvedOn }) => approvedOn, count('rounds')),
  RoundCancelled: counting(
    undefined,
    count('rounds', (_data, { isApproved }) => -numberIf(isApproved === true)),
  ),
  InquirySent: counting<{ sentOn: string }>(
    ({ sentOn }) => sentOn,
    count<{ letter: string }>('inquiriesSent', ({ letter: subject }) => ({ amount: 1, subject })),
  ),
  InquiryAnswered: counting<{ answeredOn: string }>(
    ({ answeredOn }) => answeredOn,
    count<{ letter: string }>('inquiriesAnswered', ({ letter: subject }) => ({
      amount: 1,
      subject,
    })),
  ),
  PledgeSigned: counting<{ signedOn: string }>(({ signedOn }) => signedOn, count('pledgesSigned')),
  TemporaryBranchSetUp: counting<{ setUpOn: string }>(
    ({ setUpOn }) => setUpOn,
    count('temporaryBranches'),
  ),
};

/** Targets and what their inspections come to. */
export const TARGET_COUNTINGS: Countings = {
  TargetListed: counting(undefined, count('targets')),
  TargetInspectionCancelled: counting(
    undefined,
    count('targets', () => -1),
  ),
  MobilizationMeetingHeld: counting<{ heldOn: string }>(
    ({ heldOn }) => heldOn,
    count('stationings'),
  ),
  GroupWithdrawn: counting<{ withdrawnOn: string }>(
    ({ withdrawnOn }) => withdrawnOn,
    count('inspections'),
    count('coverage', (_data, _memory, { inspectionType }) =>
      numberIf(inspectionType !== null && !judgesOldFindings(inspectionType as InspectionType)),
    ),
  ),
  PetitionReceived: counting<{ receivedOn: string }>(
    ({ receivedOn }) => receivedOn,
    count('petitions'),
  ),
  ImmediateRectificationOrdered: counting<{ orderedOn: string }>(
    ({ orderedOn }) => orderedOn,
    count<{ item: string }>('immediateOrdered', ({ item: subject }) => ({ amount: 1, subject })),
  ),
  PublicReportPublished: counting<{ publishedOn: string }>(
    ({ publishedOn }) => publishedOn,
    count('publicReports'),
  ),
};

/** Findings from the working paper to the claim, and what became of earlier ones. */
export const FINDING_COUNTINGS: Countings = {
  // A returned finding is drafted again, and stays one finding.
  FindingDrafted: counting<OfFinding & { draftedOn: string }>(
    ({ draftedOn }) => draftedOn,
    count<OfFinding>('findingsDrafted', (data, memory) => ({
      amount: numberIf(findingOf(memory, data) === undefined),
      subject: data.finding,
    })),
  ),
  FindingConfirmed: counting<OfFinding & { confirmedOn: string }>(
    ({ confirmedOn }) => confirmedOn,
    count<OfFinding & { severity: string }>('findingsConfirmed', (data, memory) => ({
      amount: numberIf(findingOf(memory, data) !== 'confirmed'),
      subject: data.finding,
      kind: data.severity,
    })),
  ),
  FindingDropped: counting<{ droppedOn: string }>(
    ({ droppedOn }) => droppedOn,
    count<OfFinding>('findingsConfirmed', (data, memory) => ({
      amount: findingOf(memory, data) === 'confirmed' ? -1 : 0,
      subject: data.finding,
    })),
  ),
  FactsRevised: counting<{ revisedOn: string }>(
    ({ revisedOn }) => revisedOn,
    count<Revised>('findingsConfirmed', (data, memory) => -confirmedAmong(droppedBy(data), memory)),
  ),
  FindingMerged: counting<{ mergedOn: string }>(
    ({ mergedOn }) => mergedOn,
    count<{ from: readonly string[] }>(
      'findingsConfirmed',
      ({ from }, memory) => -confirmedAmong(from, memory),
    ),
  ),
  // The finding itself goes, its parts come.
  FindingSplit: counting<{ splitOn: string }>(
    ({ splitOn }) => splitOn,
    count<Split>(
      'findingsConfirmed',
      ({ finding, parts }, memory) => confirmedAmong([finding], memory) * (parts.length - 1),
    ),
  ),
  FindingsApproved: counting(
    undefined,
    count<{ findings: readonly string[] }>('findingsReported', ({ findings }) => findings.length),
  ),
  // Older streams do not name what was fed back: there the approved findings count together.
  FeedbackReceived: countingEach<{ receivedOn: string; findings?: readonly string[] }>(
    ({ receivedOn }) => receivedOn,
    ({ findings: fedBack }) =>
      fedBack?.map((subject) => count('findingsFedBack', () => ({ amount: 1, subject }))) ?? [
        count(
          'findingsFedBack',
          (_data, { findings = {} }) =>
            Object.values(findings).filter((step) => step === 'approved').length,
        ),
      ],
  ),
  FindingClaimed: counting<OfFinding & { claimedOn: string }>(
    ({ claimedOn }) => claimedOn,
    count<OfFinding>('findingsClaimed', ({ finding: subject }) => ({ amount: 1, subject })),
  ),
  RectificationSupervised: counting<{ visitedOn: string }>(
    ({ visitedOn }) => visitedOn,
    ...FOLLOW_UP_VERDICTS.map((kind) =>
      count<{ verdicts: readonly { readonly verdict: string }[] }>(
        'supervisionVerdicts',
        ({ verdicts }) => ({
          amount: verdicts.filter(({ verdict }) => verdict === kind).length,
          kind,
        }),
      ),
    ),
  ),
  // A later verdict on the same finding replaces the earlier one.
  LookBackVerdictRecorded: counting<{ recordedOn: string }>(
    ({ recordedOn }) => recordedOn,
    count<OfFinding & { verdict: string }>('verdicts', ({ finding: subject, verdict: kind }) => ({
      amount: 1,
      subject,
      kind,
    })),
    count<OfFinding>('verdicts', ({ finding: subject }, { verdicts }) => {
      const kind = verdicts?.[subject];
      return kind === undefined ? 0 : { amount: -1, subject, kind };
    }),
  ),
};
