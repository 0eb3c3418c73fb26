import { emptyCase, foldOnto, type Case } from '../activities/cases.js';
import type { Environment } from '../config/environment.js';
import { processNamed } from '../domain/processes.js';
import { streamOf } from '../domain/shared/ids.js';
import { readStreamAsOf, type Moment } from '../event-store/read.js';
import { withInstallation } from './installation.js';
import type { Terminal } from './terminal.js';

/**
 * Replays one case event by event up to a position or instant and shows the state it had then.
 *
 * @param at a position of the log, an instant, or null for now
 * @returns 0, or 2 when there is no such process or case
 */
export async function replay(
  environment: Environment,
  { process: name, id, at }: { process: string; id: string; at: string | null },
  terminal: Terminal,
): Promise<number> {
  const moment = momentOf(at);
  if (!processNamed(name) || moment === null) {
    terminal.fail(
      moment === null
        ? `${at ?? ''} is neither a position nor an instant like 2026-11-24T01:00:00.000Z.`
        : `There is no process ${name}.`,
    );
    return 2;
  }
  const stream = streamOf(name, id);
  return withInstallation(environment, terminal.detail, async (installation) => {
    const { db } = installation.as('auditor_ro');
    const events = await readStreamAsOf(db, stream, moment);
    if (events.length === 0) {
      terminal.fail(`There is no case ${stream} at that moment.`);
      return 2;
    }
    let found: Case = emptyCase(stream);
    for (const event of events) {
      found = foldOnto(found, [event]);
      const { position, version, now, type, actor, data } = event;
      const status = found.process.status(found.state);
      terminal.say(`#${position} v${version} ${now} ${type} → ${status}  (${actor.id})`);
      terminal.data({ position, version, now, type, actor: actor.id, data, status });
    }
    terminal.say(JSON.stringify(found.state, null, 2));
    terminal.data({ stream, version: found.version, state: found.state });
    return 0;
  });
}

function momentOf(at: string | null): Moment | null {
  if (at === null) return { position: Number.MAX_SAFE_INTEGER };
  if (/^\d+$/.test(at)) return { position: Number(at) };
  const millis = Date.parse(at);
  return Number.isNaN(millis) ? null : { now: new Date(millis).toISOString() };
}
