import { roundStream, targetStream } from './case-streams.js';
import {
  EXECUTIVE_DEPUTY_HEAD,
  GROUP_HEAD,
  LEADING_GROUP_HEAD,
  OFFICE_DIRECTOR,
  OFFICE_STAFF,
  commandsOf,
  paperOf,
  type ImportCommand,
} from './command.js';
import type { FindingRow, LetterRow, Placed, RoundRow, TargetRow } from './format.js';

type Round = Placed<RoundRow>;
type Target = Placed<TargetRow>;

/** From the proposal to the eve of stationing. */
export function openingOf(
  round: Round,
  targets: readonly Target[],
  letters: readonly Placed<LetterRow>[],
  findings: readonly Placed<FindingRow>[],
): readonly ImportCommand[] {
  const stream = roundStream(round.round);
  const send = commandsOf(round, stream);
  const { name, term, sequence, proposedOn, plannedFrom, plannedTo, pack } = round;
  const { approvedOn, deployedOn, targetsPerGroup, termPlan } = round;
  return [
    send(OFFICE_STAFF, 'ProposeRound', {
      ...{ number: round.round, name, term, sequence, proposedOn, plannedFrom, plannedTo, pack },
      ...(targetsPerGroup === undefined ? {} : { targetsPerGroup }),
      ...(termPlan === undefined ? {} : { termPlan }),
    }),
    ...targets.map((target) => nomination(target, findings)),
    send(LEADING_GROUP_HEAD, 'ApproveRound', { approvedOn, deploymentOn: deployedOn }),
    ...letters.flatMap(inquiry),
    ...groupsOf(targets).flatMap((group) => forming(round, group)),
    send(OFFICE_STAFF, 'HoldDeploymentMeeting', {
      heldOn: deployedOn,
      minutes: paperOf(round, 'deployment'),
      speakers: ['巡察工作领导小组组长'],
      requirements: [],
    }),
    ...groupsOf(targets).flatMap(([first]) =>
      first
        ? [
            commandsOf(first, stream)(GROUP_HEAD, 'FileGroupSafetyPlan', {
              group: first.group,
              filedOn: deployedOn,
              document: paperOf(first, 'group-safety-plan'),
            }),
          ]
        : [],
    ),
  ];
}

/** A look-back names the findings of the earlier round, each of which it judges. */
function nomination(target: Target, findings: readonly Placed<FindingRow>[]): ImportCommand {
  const { unit, name, category, type, lookBackOf } = target;
  const earlier = lookBackOf === undefined ? undefined : { round: lookBackOf, unit };
  const lookBack = earlier && {
    inspection: targetStream(earlier),
    round: roundStream(earlier.round),
    findings: earlierFindings(target, findings).map(({ finding }) => finding),
  };
  return commandsOf(target, roundStream(target.round))(OFFICE_STAFF, 'NominateTarget', {
    ...{ unit, name, category, type },
    ...(lookBack ? { lookBackOf: lookBack } : {}),
  });
}

/** @returns what the round looked back to had found at the unit; nothing for any other inspection */
export function earlierFindings(
  { unit, lookBackOf }: Target,
  findings: readonly Placed<FindingRow>[],
): readonly Placed<FindingRow>[] {
  return lookBackOf === undefined
    ? []
    : findings.filter((found) => found.round === lookBackOf && found.unit === unit);
}

function inquiry(row: Placed<LetterRow>): readonly ImportCommand[] {
  const send = commandsOf(row, roundStream(row.round));
  const { letter, body, sentOn, dueOn, answeredOn, keyPeople = 0, keyMatters = 0 } = row;
  const document = paperOf(row, 'inquiry');
  const sent = send(OFFICE_STAFF, 'SendInquiry', { letter, body, sentOn, dueOn, document });
  if (answeredOn === undefined) return [sent];
  const answer = { letter, answeredOn, document: paperOf(row, 'answer'), keyPeople, keyMatters };
  return [sent, send(OFFICE_STAFF, 'RecordInquiryAnswer', answer)];
}

/** @returns the units of each group, the groups in the order in which the file names them */
function groupsOf(targets: readonly Target[]): readonly (readonly Target[])[] {
  const groups = new Map<number, Target[]>();
  for (const target of targets)
    groups.set(target.group, [...(groups.get(target.group) ?? []), target]);
  return [...groups.values()];
}

/** The files say when a round was approved, not when each head was authorized for it: both are one paper here. */
function forming(round: Round, targets: readonly Target[]): readonly ImportCommand[] {
  const [first] = targets;
  if (!first) return [];
  const send = commandsOf(first, roundStream(round.round));
  const { group } = first;
  const name = `第${group}巡察组`;
  return [
    send(OFFICE_STAFF, 'FormGroup', {
      ...{ group, name, head: `${name}组长`, deputy: `${name}副组长`, liaison: `${name}联络员` },
      members: [],
      units: targets.map(({ unit }) => unit),
    }),
    send(EXECUTIVE_DEPUTY_HEAD, 'AuthorizeGroupHead', {
      ...{ group, authorizedOn: round.approvedOn, document: paperOf(first, 'authorization') },
    }),
  ];
}

/** The two meetings; the decision goes from the round to its targets by itself. */
export function hearingOf(round: Round): readonly ImportCommand[] {
  const send = commandsOf(round, roundStream(round.round));
  const meeting = (type: string, heldOn: string | undefined) =>
    heldOn === undefined
      ? []
      : [send(OFFICE_STAFF, type, { heldOn, minutes: paperOf(round, type) })];
  return [
    ...meeting('HoldLeadingGroupMeeting', round.leadingGroupOn),
    ...meeting('HoldSecretaryMeeting', round.secretaryOn),
  ];
}

/** Assessment and closing of the round, once its targets are closed. */
export function closingOf(round: Round, targets: readonly Target[]): readonly ImportCommand[] {
  const { assessedOn, closedOn } = round;
  const send = commandsOf(round, roundStream(round.round));
  const grades = Object.fromEntries(
    targets.flatMap(({ unit, grade }) => (grade === undefined ? [] : [[unit, grade]])),
  );
  const assessment = paperOf(round, 'assessment');
  return [
    ...(assessedOn === undefined
      ? []
      : [send(OFFICE_STAFF, 'AssessRectification', { assessedOn, assessment, grades })]),
    ...(closedOn === undefined ? [] : [send(OFFICE_DIRECTOR, 'CloseRound', { closedOn })]),
  ];
}
