import { deadlineLadder } from '../clock/ladder.js';
import { processOf } from '../process.js';
import { claiming } from './stages/claiming.js';
import { closing } from './stages/closing.js';
import { decision } from './stages/decision.js';
import { feedbackLetters } from './stages/feedback-letters.js';
import { feedback } from './stages/feedback.js';
import { findings } from './stages/findings.js';
import { immediateRectification } from './stages/immediate-rectification.js';
import { intake } from './stages/intake.js';
import { items } from './stages/items.js';
import { listing } from './stages/listing.js';
import { lookBack } from './stages/look-back.js';
import { mobilization } from './stages/mobilization.js';
import { notice } from './stages/notice.js';
import { planReview } from './stages/plan-review.js';
import { plan } from './stages/plan.js';
import { rectificationReport } from './stages/rectification-report.js';
import { report } from './stages/report.js';
import { upperFeedback } from './stages/upper-feedback.js';
import { withdrawal } from './stages/withdrawal.js';
import { INITIAL_TARGET, reachOf, type TargetState } from './state.js';

/** The inspection of one target: from its listing to the close-out of its rectification. */
export const targetInspection = processOf<TargetState>({
  name: 'target-inspection',
  workflowType: 'targetInspection',
  title: { zh: '被巡察党组织', en: 'Target inspection' },
  initial: INITIAL_TARGET,
  stages: [
    listing,
    notice,
    mobilization,
    intake,
    findings,
    immediateRectification,
    lookBack,
    withdrawal,
    report,
    decision,
    feedbackLetters,
    upperFeedback,
    feedback,
    claiming,
    plan,
    planReview,
    items,
    rectificationReport,
    closing,
    deadlineLadder(reachOf),
  ],
  closed: ({ status }) => status === 'closed' || status === 'cancelled',
  reach: reachOf,
  number: ({ number }) => number,
  status: ({ status }) => status,
});
