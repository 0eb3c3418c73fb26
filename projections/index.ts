import { auditTrail } from './audit-trail/projection.js';
import { caseIndex } from './case-index/projection.js';
import { deadlineList } from './deadline-list/projection.js';
import { deliveryLog } from './delivery-log/projection.js';
import { findings } from './findings/projection.js';
import { mailboxList } from './mailbox-list/projection.js';
import { printedReports } from './printed-reports/projection.js';
import type { Projection } from './projection.js';
import { rectificationLedger } from './rectification-ledger/projection.js';
import { reminderInbox } from './reminder-inbox/projection.js';
import { roundBoard } from './round-board/projection.js';
import { statisticFacts } from './statistic-facts/projection.js';
import { targetSheet } from './target-sheet/projection.js';

/** Every read model of the product, one line each. */
export const allViews: readonly Projection[] = [
  caseIndex,
  roundBoard,
  targetSheet,
  statisticFacts,
  printedReports,
  rectificationLedger,
  findings,
  deadlineList,
  reminderInbox,
  mailboxList,
  deliveryLog,
  auditTrail,
];

/** @returns undefined for a name no view has */
export function viewNamed(name: string): Projection | undefined {
  return allViews.find((view) => view.name === name);
}
