import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import type { FirstAccount } from '../../api/access/first-start.js';
import type { Environment } from '../../config/environment.js';

/** What every role needs to start. */
export interface Part {
  readonly environment: Environment;
  /** The administrator's URL; each role logs in as its own. */
  readonly databaseUrl: string;
  readonly temporalAddress: string;
  readonly log: Logger;
  readonly registry: Registry;
  readonly taskQueue?: string;
}

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
