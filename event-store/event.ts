/** Who acted, as the log keeps it: a pseudonym and the posts it held, never a name. */
export interface ActorStamp {
  readonly id: string;
  readonly posts: readonly { readonly role: string; readonly scope: string }[];
}

/** An event as `decide` made it, before it has a place in the log. */
export interface NewEvent {
  readonly type: string;
  /** Version of the schema that `data` obeys, 1 or more. */
  readonly schemaVersion: number;
  readonly data: unknown;
}

/** The events of one command, to be appended together or not at all. */
export interface Append {
  /** Command id, a UUID; the log holds the events of one id once. */
  readonly id: string;
  readonly stream: string;
  /** Version the decision was made on, 0 for a new stream; null takes any version. */
  readonly expected: number | null;
  /** 1 to 512 events, in order. */
  readonly events: readonly NewEvent[];
  /** The clock the decision saw, ISO instant; in a rehearsal not the log's own. */
  readonly now: string;
  readonly actor: ActorStamp;
  /** Id of the event or command that led here; null for a person's own. */
  readonly cause: string | null;
  /** SHA-256 of the canonical command, 64 hexadecimal digits: tells a repetition from a misuse. */
  readonly request: string;
}

/**
 * What became of an append. `ok`: stored now; `again`: this command was stored before, with the
 * place of its last event; `conflict`: the stream is at another version; `reused`: the command id
 * belongs to another stream or to another request.
 */
export type Appended =
  | { readonly outcome: 'ok' | 'again'; readonly version: number; readonly position: number }
  | { readonly outcome: 'conflict'; readonly version: number }
  | { readonly outcome: 'reused' };

/** An event with its place in the log. */
export interface StoredEvent {
  /** 1, 2, 3 … over the whole log, in commit order, without holes. */
  readonly position: number;
  readonly stream: string;
  /** 1, 2, 3 … in the stream. */
  readonly version: number;
  readonly commandId: string;
  /** 1, 2, 3 … among the events of its command. */
  readonly n: number;
  readonly type: string;
  readonly schemaVersion: number;
  /** The log's clock, ISO instant with milliseconds, UTC; never decreases. */
  readonly at: string;
  /** The decision's clock, ISO instant. */
  readonly now: string;
  readonly actor: ActorStamp;
  readonly cause: string | null;
  readonly request: string;
  readonly data: unknown;
}
