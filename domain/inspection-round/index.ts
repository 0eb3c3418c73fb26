import { deadlineLadder } from '../clock/ladder.js';
import { processOf } from '../process.js';
import { approval } from './stages/approval.js';
import { cancellation } from './stages/cancellation.js';
import { closing } from './stages/closing.js';
import { consultation } from './stages/consultation.js';
import { deployment } from './stages/deployment.js';
import { feedback } from './stages/feedback.js';
import { fieldwork } from './stages/fieldwork.js';
import { guidance } from './stages/guidance.js';
import { hearing } from './stages/hearing.js';
import { inquiry } from './stages/inquiry.js';
import { members } from './stages/members.js';
import { pledges } from './stages/pledges.js';
import { preparation } from './stages/preparation.js';
import { proposal } from './stages/proposal.js';
import { publicity } from './stages/publicity.js';
import { rectifying } from './stages/rectifying.js';
import { recusal } from './stages/recusal.js';
import { selection } from './stages/selection.js';
import { suspension } from './stages/suspension.js';
import { stageReports } from './stages/stage-reports.js';
import { temporaryBranch } from './stages/temporary-branch.js';
import { training } from './stages/training.js';
import { INITIAL_ROUND, groupScope, groupsOf, targetsOf, type RoundState } from './state.js';

const reach = (round: RoundState): readonly string[] => [
  ...targetsOf(round).map(({ unit }) => `unit:${unit}`),
  ...groupsOf(round).map(({ number }) => groupScope(round, number)),
];

/** One round (轮次): from the proposal to the archive, one durable workflow. */
export const inspectionRound = processOf<RoundState>({
  name: 'inspection-round',
  workflowType: 'inspectionRound',
  title: { zh: '巡察轮次', en: 'Inspection round' },
  initial: INITIAL_ROUND,
  stages: [
    proposal,
    consultation,
    selection,
    approval,
    inquiry,
    recusal,
    pledges,
    preparation,
    members,
    temporaryBranch,
    training,
    guidance,
    deployment,
    fieldwork,
    hearing,
    feedback,
    rectifying,
    stageReports,
    publicity,
    closing,
    suspension,
    cancellation,
    // Everyone this process reminds sits in the office or above, so no group or unit is named.
    deadlineLadder(() => []),
  ],
  closed: ({ status }) => ['closed', 'rejected', 'cancelled'].includes(status),
  reach,
  number: ({ number }) => number,
  status: ({ status }) => status,
});
