import { setTimeout as sleep } from 'node:timers/promises';
import type { Connection } from '../database/connection.js';
import { readClock } from '../database/rehearsal-clock.js';
import { organization } from '../domain/organization/index.js';
import { processActor } from '../domain/shared/roles.js';
import { deriveId } from '../event-store/derive-id.js';
import { readStream } from '../event-store/read.js';
import { organizationStream } from '../rule-book/index.js';
import type { TemporalHandle } from '../temporal/connection.js';
import { sendCommand } from '../temporal/send-command.js';

const WAIT_MILLIS = 8_000;
const AGAIN_MILLIS = 2_000;

/**
 * Opens the installation's organization when its stream is empty, so that its yearly to-dos run from the first
 * start. Every worker tries; the command's id makes it one opening.
 */
export async function openOrganization(
  { db }: Connection,
  { client, taskQueue }: TemporalHandle,
  { name, signal }: { readonly name: string; readonly signal: AbortSignal },
): Promise<void> {
  const stream = await organizationStream(db);
  while (!signal.aborted && (await readStream(db, stream)).length === 0) {
    const addressee = {
      stream,
      workflowType: organization.workflowType,
      summary: organization.title.zh,
      opens: true,
    };
    const envelope = {
      commandId: deriveId(`${stream}:open`),
      type: 'OpenOrganization',
      data: { name },
      actor: processActor(stream),
      sentAt: new Date(await readClock(db)).toISOString(),
      cause: null,
    };
    const sent = await sendCommand(client, addressee, envelope, {
      taskQueue,
      waitMillis: WAIT_MILLIS,
    }).catch(() => null);
    if (sent?.kind === 'accepted' || sent?.kind === 'rejected') return;
    await sleep(AGAIN_MILLIS, undefined, { signal }).catch(() => undefined);
  }
}
