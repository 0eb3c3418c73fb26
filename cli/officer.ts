import { randomUUID } from 'node:crypto';
import type { Environment } from '../config/environment.js';
import { processNamed } from '../domain/processes.js';
import { parseStream } from '../domain/shared/ids.js';
import { findRunningServers } from '../servers/index.js';
import { connectTemporal } from '../temporal/connection.js';
import { sendCommand } from '../temporal/send-command.js';
import type { Terminal } from './terminal.js';

const WAIT_MILLIS = 15_000;

export const NOTHING_RUNS =
  'Nothing runs that could take the command. Start the product first: npm start';

/** Whoever holds the installation's key acts for the office; the log names the command line, not a person. */
const OFFICER = { id: 'command-line', posts: [{ role: 'officeDirector', scope: 'all' }] };

/**
 * Sends one command as the office director, through the same door as everybody: the workflow of its stream.
 *
 * @returns 0 when it was accepted, 1 when it was refused, 3 when nobody decided it in time
 */
export async function sendAsOfficer(
  environment: Environment,
  stream: string,
  { type, data }: { readonly type: string; readonly data: unknown },
  terminal: Terminal,
): Promise<number> {
  const running = findRunningServers(environment);
  const process = processNamed(parseStream(stream)?.process ?? '');
  if (!running || !process) {
    terminal.fail(NOTHING_RUNS);
    return 3;
  }
  const temporal = await connectTemporal(environment, running.temporalAddress);
  try {
    const sent = await sendCommand(
      temporal.client,
      {
        stream,
        workflowType: process.workflowType,
        summary: process.title.zh,
        opens: false,
      },
      {
        commandId: randomUUID(),
        type,
        data,
        actor: OFFICER,
        sentAt: new Date().toISOString(),
        cause: null,
      },
      { taskQueue: temporal.taskQueue, waitMillis: WAIT_MILLIS },
    );
    terminal.data(sent);
    switch (sent.kind) {
      case 'accepted':
        return 0;
      case 'rejected':
        terminal.fail(`${sent.refused.code}: ${sent.refused.message}`);
        return 1;
      case 'pending':
        terminal.fail('The command is on its way, but not decided yet. Look again later.');
        return 3;
      case 'reused':
      case 'unaccepted':
        terminal.fail('Nobody took the command in time. Is the worker running? Send it again.');
        return 3;
    }
  } finally {
    await temporal.close();
  }
}
