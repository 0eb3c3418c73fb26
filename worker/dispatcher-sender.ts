import { deriveId } from '../event-store/derive-id.js';
import { processNamed } from '../domain/processes.js';
import { parseStream } from '../domain/shared/ids.js';
import { processActor } from '../domain/shared/roles.js';
import type { TemporalHandle } from '../temporal/connection.js';
import { sendCommand } from '../temporal/send-command.js';

const WAIT_MILLIS = 8_000;

/** A command of the dispatcher; what `about` names is done once, however often it is sent. */
export interface Dispatch {
  readonly stream: string;
  readonly about: string;
  readonly type: string;
  readonly data: unknown;
  /** The clock it is sent by, an ISO instant. */
  readonly now: string;
}

/** What the stream said within the wait; a command without an answer is sent again by the next look. */
export type Sender = (dispatch: Dispatch) => Promise<'accepted' | 'refused' | 'undecided'>;

/** One stream that hangs is passed over; several in a row mean that nobody decides at all. */
const UNDECIDED_IN_A_ROW = 3;

/**
 * Sends the dispatcher's commands.
 *
 * @param signal stops it before its next command
 * @throws Error from the sender when the Temporal server is away, nobody decides, or it was stopped
 */
export function createSender({ client, taskQueue }: TemporalHandle, signal?: AbortSignal): Sender {
  let undecided = 0;
  return async ({ stream, about, type, data, now }) => {
    signal?.throwIfAborted();
    const process = processNamed(parseStream(stream)?.process ?? '');
    if (!process) return 'refused';
    const addressee = {
      stream,
      workflowType: process.workflowType,
      summary: process.title.zh,
      opens: process.commands.get(type)?.opens === true,
    };
    const envelope = {
      commandId: deriveId(`dispatch:${stream}:${type}:${about}`),
      type,
      data,
      actor: processActor('dispatcher'),
      sentAt: now,
      cause: null,
    };
    const options = { taskQueue, waitMillis: WAIT_MILLIS };
    const { kind } = await sendCommand(client, addressee, envelope, options);
    const isDecided = kind !== 'pending' && kind !== 'unaccepted';
    undecided = isDecided ? 0 : undecided + 1;
    if (undecided >= UNDECIDED_IN_A_ROW) throw new Error(`${type} is not decided by anyone`);
    if (!isDecided) return 'undecided';
    return kind === 'accepted' ? 'accepted' : 'refused';
  };
}
