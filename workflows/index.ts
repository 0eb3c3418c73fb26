/** One named workflow per process, so that Temporal's own tools read well; the body is one. */
export {
  runProcess as inspectionRound,
  runProcess as mailbox,
  runProcess as organization,
  runProcess as rectification,
  runProcess as targetInspection,
} from './run-process.js';
