/** One named workflow per process, so that Temporal's own tools read well; the body is one. */
export {
  runProcess as clueTransfer,
  runProcess as commonProblem,
  runProcess as inspectionRound,
  runProcess as mailbox,
  runProcess as organization,
  runProcess as rectification,
  runProcess as targetInspection,
  runProcess as termPlan,
} from './run-process.js';
