/**
 * What crosses between api, workflow and activities: plain types, no code that a sandbox could not load.
 * Every value lands in Temporal payloads, so protected content never does: commands carry digests of it.
 */

/** Names of the update, the signals and the query of every process workflow. */
export const COMMAND_UPDATE = 'command';
export const POKE_SIGNAL = 'poke';
export const RECYCLE_SIGNAL = 'recycle';
export const STATUS_QUERY = 'status';

/** `ApplicationFailure` types a caller can meet; all of them are final, none is retried. */
export const REJECTED_FAILURE = 'rejected';
export const KEY_REUSED_FAILURE = 'idempotency-key-reused';
/** The run is handing over to its next one: send the same command again. */
export const DRAINING_FAILURE = 'draining';

export interface SenderPost {
  readonly role: string;
  readonly scope: string;
}

/** One command on its way; `commandId` is also the update id. */
export interface CommandEnvelope {
  readonly commandId: string;
  readonly type: string;
  readonly data: unknown;
  readonly actor: { readonly id: string; readonly posts: readonly SenderPost[] };
  /** The sender's clock, an instant; a stream never decides before it. */
  readonly sentAt: string;
  /** What led here: the stream and version of the causing event, or null for a person's command. */
  readonly cause: string | null;
}

/** A moment at which the runner sends a command in the clock's name. */
export interface DueCommand {
  readonly commandId: string;
  readonly at: string;
  readonly type: string;
  readonly data: unknown;
}

/** A command to another stream that has not been acknowledged yet. */
export interface PendingCommand {
  /** Absent in what was recorded before there were messages. */
  readonly kind?: 'command';
  readonly effectId: string;
  readonly process: string;
  readonly workflowType: string;
  readonly stream: string;
  readonly opens: boolean;
  readonly type: string;
  readonly data: unknown;
  readonly cause: string;
  /** The clock of the event that asks for it: its receiver never decides before. */
  readonly decidedAt: string;
}

/** An attempt to bring a mailbox's delivery to its holder; the address is looked up when it is made. */
export interface PendingNotify {
  readonly kind: 'notify';
  readonly effectId: string;
  readonly delivery: number;
  readonly channel: string;
  readonly attempt: number;
  readonly cause: string;
  readonly decidedAt: string;
}

export type PendingEffect = PendingCommand | PendingNotify;

/** What the runner needs to know of a stream; a function of the log alone. */
export interface ControlState {
  readonly version: number;
  readonly closed: boolean;
  readonly summary: string;
  /** The next due moments, earliest first. */
  readonly due: readonly DueCommand[];
  readonly effects: readonly PendingEffect[];
}

/** The caller's answer: where the command's last event lies. */
export interface Accepted {
  readonly commandId: string;
  /** Digest of the command this answers: a caller with another command under the same id sees it. */
  readonly request: string;
  readonly version: number;
  readonly position: number;
  /** Types of the events the command appended, in order; empty when there was nothing to do. */
  readonly events: readonly string[];
}

export interface Refused {
  readonly request: string;
  readonly code: string;
  readonly message: string;
  /** The status the command found. */
  readonly status: string;
  readonly version: number;
}

export type Outcome =
  | { readonly kind: 'accepted'; readonly accepted: Accepted; readonly control: ControlState }
  | { readonly kind: 'rejected'; readonly refused: Refused; readonly control: ControlState }
  | { readonly kind: 'reused'; readonly control: ControlState };

export interface RunInput {
  readonly stream: string;
  /** Updates after which a run hands over, instead of its own limits: a rehearsed hand-over needs few. */
  readonly updateLimits?: { readonly soft: number; readonly hard: number };
}

/** What `status` answers: where a run stands, for operators. */
export interface RunStatus {
  readonly control: ControlState | null;
  readonly waiting: number;
  readonly draining: boolean;
  readonly wakeAt: string | null;
}

/** The activities a process workflow calls, as the workflow sees them. */
export interface RunnerActivities {
  refresh(input: { stream: string }): Promise<ControlState>;
  handleCommand(input: {
    stream: string;
    envelope: CommandEnvelope;
    now: string;
  }): Promise<Outcome>;
  /** Sends one effect to its stream, or to a person, and acknowledges it. */
  deliverEffect(input: { stream: string; effect: PendingEffect; now: string }): Promise<void>;
}
