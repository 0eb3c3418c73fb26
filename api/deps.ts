import type { Client } from '@temporalio/client';
import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import type { Environment } from '../config/environment.js';
import type { Connection } from '../database/connection.js';
import type { RuleBooks } from '../rule-book/index.js';

/** What the API stands on; whoever starts it connects these and closes them afterwards. */
export interface ApiDeps {
  readonly environment: Pick<Environment, 'host' | 'port' | 'logLevel'>;
  readonly temporal: { readonly client: Client; readonly taskQueue: string };
  /** Connections of `api_ro`, which cannot append. */
  readonly database: Connection;
  /** URL of `api_ro`, for the one connection that listens. */
  readonly databaseUrl: string;
  /** The clock commands are sent with: real time, or the rehearsal's. */
  readonly clock: () => Promise<string> | string;
  /** Milliseconds since the epoch, for sessions: never the rehearsal's. `Date.now` when absent. */
  readonly wallClock?: () => number;
  /** Requests of one sender in ten seconds; 3,000 when absent. */
  readonly requestsPerTenSeconds?: number;
  /** Seconds a command waits for its outcome before the answer is 202; 8 when absent. */
  readonly commandWaitSeconds?: number;
  /** Longest wait of a view for a position, in milliseconds; 5,000 when absent. */
  readonly viewWaitMillis?: number;
  /** Milliseconds between two signs of life on an event stream; 20,000 when absent. */
  readonly heartbeatMillis?: number;
  /** True behind TLS: secure cookies, HSTS. */
  readonly tls?: boolean;
  /** The process's log; JSON to standard output when absent. */
  readonly log?: Logger;
  /** Where the metrics go, shared by all roles of one process; its own when absent. */
  readonly metrics?: Registry;
}

/** What routes stand on besides: published packs and calendars, as the log has them. */
export type RouteDeps = ApiDeps & { readonly books: RuleBooks };
