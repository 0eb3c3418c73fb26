import fc from 'fast-check';
import type { WithClock } from '../../domain/clock/state.js';
import { clueTransfer } from '../../domain/clue-transfer/index.js';
import { commonProblem } from '../../domain/common-problem/index.js';
import { inspectionRound } from '../../domain/inspection-round/index.js';
import type { Process } from '../../domain/process.js';
import { rectification } from '../../domain/rectification/index.js';
import { targetInspection } from '../../domain/target-inspection/index.js';
import { termPlan } from '../../domain/term-plan/index.js';
import { walkThrough, type Walk } from './case-walk.js';
import * as clue from './clue.js';
import * as problem from './common-problem.js';
import * as field from './fieldwork.js';
import * as finding from './findings-story.js';
import { afterFeedback } from './follow-up.js';
import { actor, type Step } from './given.js';
import * as item from './item.js';
import { drawableOrganization, organizationStory } from './organization-story.js';
import * as round from './round.js';
import * as roundLines from './round-lines.js';
import * as targetLines from './target-lines.js';
import * as target from './target-story.js';
import * as term from './term-plan.js';

/** The state of any process, as far as these properties look into it. */
export type State = WithClock;

export interface Subject {
  readonly name: string;
  readonly process: Process<State>;
  readonly story: readonly Step[];
}

const regular = target.storyOf();
const lookBack = target.storyOf(
  target.listTarget({
    type: 'lookBack',
    lookBackOf: { inspection: 'XC-10-05-W-T7', round: 'XC-10-05', findings: ['OLD-1'] },
  }),
);
const byMember = { by: actor('groupMember') };
const byOtherHead = { by: target.otherHead };

export const SUBJECTS: readonly Subject[] = [
  subject('inspection-round', inspectionRound, [...round.assessed, round.closeRound()]),
  subject('inspection-round, with letters', inspectionRound, [
    ...round.proposed,
    round.requestConsultation(),
    round.approveRound(),
    round.recordConsultationAnswer(),
    round.sendInquiry(),
    round.suspendRound(),
    round.resumeRound(),
  ]),
  subject('inspection-round, with people', inspectionRound, round.peopled),
  subject('inspection-round, several lines of work', inspectionRound, roundLines.closed),
  subject('target-inspection, closed', targetInspection, regular.closed),
  subject('target-inspection, returned', targetInspection, [
    ...regular.rectificationReported,
    target.returnRectification(),
    target.noteRecusal(),
    target.notePledges(),
  ]),
  subject('target-inspection, look-back', targetInspection, [
    ...lookBack.drafted,
    { ...target.reviewFinding({ passed: false, reason: '补充' }), ...byOtherHead },
    { ...target.draftFinding({ draftedOn: '2021-06-03' }), ...byMember },
    { ...target.reviewFinding(), ...byOtherHead },
    target.confirmFinding(),
    target.orderImmediate(),
    target.recordVerdict(),
    target.withdrawGroup(),
  ]),
  subject('target-inspection, fieldwork', targetInspection, field.recorded),
  subject('target-inspection, findings arranged', targetInspection, finding.arranged),
  subject('target-inspection, finding superseded', targetInspection, [
    ...regular.fedBack,
    finding.supersedeFinding(),
  ]),
  subject('target-inspection, supervision', targetInspection, targetLines.supervisionClosed),
  subject('target-inspection, flexible', targetInspection, [
    ...targetLines.arrivedUnannounced,
    targetLines.noteHeadAuthorization(),
    targetLines.suspendTarget(),
    targetLines.resumeTarget(),
  ]),
  subject('target-inspection, after feedback', targetInspection, afterFeedback(regular)),
  subject('target-inspection, upgraded cross', targetInspection, [
    ...target.doubleStory().fedBack,
    target.namePlanReviewers(),
  ]),
  subject('rectification, closed', rectification, item.closed),
  subject('rectification, extended', rectification, [
    ...item.requested,
    item.grantExtension(),
    item.submitEvidence(),
    item.noteRecusal(),
  ]),
  subject('rectification, continuing', rectification, item.continued),
  subject('rectification, accounted for', rectification, item.ordered),
  subject('rectification, failed', rectification, item.failed),
  subject('clue-transfer, closed', clueTransfer, clue.closed),
  subject('clue-transfer, split from a finding', clueTransfer, finding.clueSplit),
  subject('clue-transfer, unsealed', clueTransfer, [
    ...clue.disclosed,
    clue.noteRecusal(),
    clue.unseal(),
  ]),
  subject('term-plan, closed', termPlan, term.whole),
  subject('common-problem, closed', commonProblem, problem.closed),
  subject('common-problem, given up', commonProblem, problem.givenUp),
  subject('organization', drawableOrganization, organizationStory),
];

function subject<S>(name: string, process: Process<S>, story: readonly Step[]): Subject {
  return { name, process: process as unknown as Process<State>, story };
}

/** Checks what a property says of every walk; a failure names the seed. */
export function forEveryWalk(
  { process, story }: Subject,
  check: (walk: Walk<State>) => void,
  runs = 25,
) {
  fc.assert(
    fc.property(fc.gen(), (draw) => check(walkThrough(process, story, draw))),
    { numRuns: runs },
  );
}
