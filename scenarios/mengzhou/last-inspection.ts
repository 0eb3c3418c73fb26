import {
  DISCIPLINE_RECEIVER,
  LEADING_GROUP_HEAD,
  OFFICE_DIRECTOR,
  OFFICE_STAFF,
  ORGANIZATION_RECEIVER,
  targetPosts,
} from '../kit/people.js';
import { attempt, digestOf, refOf, type Scene } from '../kit/scene.js';
import type { StreamRef } from '../scenario.js';
import { ROUNDS, TARGETS } from './facts.js';
import { after, numberOf } from './files.js';

/** A look-back of the last round: the files end with its feedback, the rest is entered as people do. */
export const OPEN_UNIT = 'M-U12';

function lastRound() {
  const round = ROUNDS.at(-1);
  if (!round) throw new Error('孟州 has no rounds');
  return round;
}

/** From the claim to the close of the round; what the article's office must refuse is tried on the way. */
export async function endLastInspection(scene: Scene): Promise<void> {
  const { theater } = scene;
  const round = lastRound();
  const [board] = await theater.rows('round-board', { number: numberOf(round) });
  const roundRef = refOf(String(board?.['stream']));
  const [sheet] = await theater.rows('target-sheet', {
    round: String(board?.['stream']),
    unit: OPEN_UNIT,
  });
  const ref = refOf(String(sheet?.['stream']));
  await plan(scene, ref);
  await reportBack(scene, ref);
  await theater.until('the last inspection to be noted', async () => {
    const { state } = await theater.case(roundRef);
    const { targets } = state as { targets: Readonly<Record<string, { closedOn?: string }>> };
    return targets[OPEN_UNIT]?.closedOn !== undefined;
  });
  await theater.send(OFFICE_DIRECTOR, roundRef, 'AssessRectification', {
    assessedOn: after(round, 74),
    assessment: digestOf(scene, 'assessment'),
    grades: Object.fromEntries(
      TARGETS.filter((target) => target.round === round.sequence).map(({ unit }) => [
        unit,
        'qualified',
      ]),
    ),
  });
  await theater.send(OFFICE_DIRECTOR, roundRef, 'CloseRound', { closedOn: after(round, 74) });
}

const { principal, liaison } = targetPosts(OPEN_UNIT);
const FINDING = 'F1';

/** Its one finding was put right at once, so the plan has no row of its own; first it must be claimed. */
async function plan(scene: Scene, ref: StreamRef): Promise<void> {
  const { theater } = scene;
  const round = lastRound();
  const empty = {
    submittedOn: after(round, 12),
    document: digestOf(scene, 'plan'),
    items: [],
  };
  await attempt(scene, 'M15', { person: principal, ref, command: 'SubmitPlan', data: empty });
  await theater.send(principal, ref, 'ClaimFinding', {
    ...{ finding: FINDING, claimedOn: after(round, 3) },
  });
  await theater.send(principal, ref, 'SubmitPlan', empty);
  const reviewers = [
    ['inspectionOffice', OFFICE_STAFF],
    ['discipline', DISCIPLINE_RECEIVER],
    ['organization', ORGANIZATION_RECEIVER],
  ] as const;
  for (const [body, person] of reviewers)
    await theater.send(person, ref, 'ReviewPlan', {
      ...{ body, reviewedOn: after(round, 16), passed: true, opinion: '同意' },
    });
  await theater.send(OFFICE_DIRECTOR, ref, 'ApprovePlan', { approvedOn: after(round, 18) });
  await theater.send(principal, ref, 'HoldDemocraticLifeMeeting', {
    ...{ heldOn: after(round, 20), minutes: digestOf(scene, 'life-meeting'), attended: 9 },
  });
}

async function reportBack(scene: Scene, ref: StreamRef): Promise<void> {
  const { theater } = scene;
  const round = lastRound();
  const submittedOn = after(round, 58);
  const reports = {
    report: digestOf(scene, 'rectification-report'),
    principalReport: digestOf(scene, 'principal-report'),
  };
  await attempt(scene, 'M16', {
    person: principal,
    ref,
    command: 'SubmitRectificationReport',
    data: { submittedOn, ...reports },
  });
  await theater.send(principal, ref, 'SubmitRectificationReport', {
    submittedOn,
    ...reports,
    pledge: { pledgedOn: submittedOn, covers: Object.values(reports) },
  });
  await theater.send(OFFICE_STAFF, ref, 'AcceptRectificationReport', {
    acceptedOn: after(round, 64),
  });
  for (const track of ['party', 'society'])
    await theater.send(LEADING_GROUP_HEAD, ref, 'DecideExemption', {
      ...{ track, exempted: false, decidedOn: after(round, 64) },
      document: digestOf(scene, `exemption/${track}`),
    });
  const document = digestOf(scene, 'public-report');
  await theater.send(liaison, ref, 'NotifyParty', {
    notifiedOn: after(round, 65),
    document: digestOf(scene, 'party-notice'),
    channel: '党内通报',
  });
  await theater.send(OFFICE_DIRECTOR, ref, 'ApprovePublicReport', {
    ...{ approvedOn: after(round, 65), document },
  });
  await theater.send(liaison, ref, 'PublishReport', {
    ...{ publishedOn: after(round, 66), source: '市委巡察办', channel: '政府网站', document },
  });
  await theater.send(OFFICE_DIRECTOR, ref, 'CloseTargetInspection', {
    closedOn: after(round, 68),
  });
}
