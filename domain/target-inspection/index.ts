import { deadlineLadder } from '../clock/ladder.js';
import { processOf } from '../process.js';
import { assessment } from './stages/assessment.js';
import { claiming } from './stages/claiming.js';
import { closing } from './stages/closing.js';
import { decision } from './stages/decision.js';
import { factConfirmation } from './stages/fact-confirmation.js';
import { democraticLifeMeeting } from './stages/democratic-life-meeting.js';
import { distribution } from './stages/distribution.js';
import { exemption } from './stages/exemption.js';
import { feedbackLetters } from './stages/feedback-letters.js';
import { feedback } from './stages/feedback.js';
import { findingLineage } from './stages/finding-lineage.js';
import { findings } from './stages/findings.js';
import { flexibleArrival } from './stages/flexible-arrival.js';
import { communications } from './stages/communications.js';
import { documentLedger } from './stages/document-ledger.js';
import { groupMeetings } from './stages/group-meetings.js';
import { interviews } from './stages/interviews.js';
import { midtermReport } from './stages/midterm-report.js';
import { petitionRouting } from './stages/petition-routing.js';
import { siteVisits } from './stages/site-visits.js';
import { tallies } from './stages/tallies.js';
import { headAuthorization } from './stages/head-authorization.js';
import { immediateRectification } from './stages/immediate-rectification.js';
import { intake } from './stages/intake.js';
import { items } from './stages/items.js';
import { listing } from './stages/listing.js';
import { lookBack } from './stages/look-back.js';
import { mobilization } from './stages/mobilization.js';
import { notice } from './stages/notice.js';
import { planReviewers } from './stages/plan-reviewers.js';
import { planReview } from './stages/plan-review.js';
import { plan } from './stages/plan.js';
import { publicNotices } from './stages/public-notices.js';
import { publication } from './stages/publication.js';
import { pledges } from './stages/pledges.js';
import { rectificationReport } from './stages/rectification-report.js';
import { recusal } from './stages/recusal.js';
import { recurrence } from './stages/recurrence.js';
import { reportSuperseding } from './stages/report-superseding.js';
import { report } from './stages/report.js';
import { severity } from './stages/severity.js';
import { specialReports } from './stages/special-reports.js';
import { responsibilityChain } from './stages/responsibility-chain.js';
import { supervisionLine } from './stages/supervision-line.js';
import { supervision } from './stages/supervision.js';
import { suspension } from './stages/suspension.js';
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
    recusal,
    notice,
    flexibleArrival,
    pledges,
    headAuthorization,
    mobilization,
    intake,
    petitionRouting,
    interviews,
    documentLedger,
    siteVisits,
    tallies,
    groupMeetings,
    communications,
    midtermReport,
    findings,
    severity,
    factConfirmation,
    findingLineage,
    recurrence,
    immediateRectification,
    lookBack,
    withdrawal,
    supervisionLine,
    report,
    reportSuperseding,
    specialReports,
    decision,
    feedbackLetters,
    upperFeedback,
    feedback,
    distribution,
    publicNotices,
    responsibilityChain,
    democraticLifeMeeting,
    claiming,
    plan,
    planReviewers,
    planReview,
    items,
    rectificationReport,
    exemption,
    publication,
    supervision,
    assessment,
    suspension,
    closing,
    deadlineLadder(reachOf),
  ],
  closed: ({ status }) => status === 'closed' || status === 'cancelled',
  reach: reachOf,
  recused: ({ recused = [] }) => recused,
  number: ({ number }) => number,
  status: ({ status }) => status,
});
