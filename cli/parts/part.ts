import type { FirstAccount } from '../../api/access/first-start.js';
import type { WorkerDeps } from '../../worker/main.js';

/** What every role needs to start; the worker needs all of it, and each role logs in as its own. */
export type Part = WorkerDeps;

/** A role that runs in this process. */
export interface RunningPart {
  /** One line for the operator. */
  readonly says: string;
  stop(): Promise<void>;
  /** Rejects when the role dies by itself. */
  readonly failed?: Promise<never>;
  readonly url?: string;
  readonly newAccounts?: readonly FirstAccount[];
}
