import { clueTransfer } from './clue-transfer/index.js';
import { commonProblem } from './common-problem/index.js';
import { inspectionRound } from './inspection-round/index.js';
import { mailbox } from './mailbox/index.js';
import { organization } from './organization/index.js';
import type { Process } from './process.js';
import { rectification } from './rectification/index.js';
import { targetInspection } from './target-inspection/index.js';
import { termPlan } from './term-plan/index.js';

/** Every process of the product; the key is the first part of a stream id. */
const PROCESSES = [
  inspectionRound,
  targetInspection,
  rectification,
  clueTransfer,
  organization,
  mailbox,
  termPlan,
  commonProblem,
] as const;

/** @returns undefined for a name no process has */
export function processNamed(name: string): Process | undefined {
  return allProcesses.find((process) => process.name === name);
}

/** The registry with the state type erased; callers treat a state as opaque data. */
export const allProcesses = PROCESSES as unknown as readonly Process[];
