import type { Environment } from '../config/environment.js';
import { CalendarDate } from '../domain/shared/calendar-date.js';
import { shanghaiMoment } from '../domain/shared/instant.js';
import { connectTemporal } from '../temporal/connection.js';
import { firedText } from './fired-text.js';
import { withInstallation } from './installation.js';
import { createRehearsal } from './rehearsal.js';
import type { Terminal } from './terminal.js';

/**
 * Moves the clock of a rehearsal installation to 10:00 of a date; reminders and escalations fire on the way.
 *
 * @returns 0, or 2 for a wrong date or an installation that is no rehearsal
 */
export async function rehearse(
  environment: Environment,
  to: string,
  terminal: Terminal,
): Promise<number> {
  const date = CalendarDate.safeParse(to);
  if (!date.success) {
    terminal.fail(`${to} is not a date like 2027-03-01.`);
    return 2;
  }
  if (!environment.rehearsal) {
    terminal.fail(
      'This is not a rehearsal: its clock is the real one. Start one in a folder of its own with ' +
        'XUNCHA_REHEARSAL=true XUNCHA_HOME=<folder>, and give the same settings here.',
    );
    return 2;
  }
  return withInstallation(environment, terminal.detail, async (installation) => {
    const temporal = await connectTemporal(environment, installation.temporalAddress);
    try {
      const rehearsal = createRehearsal(temporal.client, installation.as('worker_rw'));
      let count = 0;
      await rehearsal.advanceTo(Date.parse(shanghaiMoment(date.data, 10)), (fired) => {
        const { number, event } = fired;
        count += 1;
        terminal.say(`${event.now}  ${firedText(fired)}`);
        terminal.data({ at: event.now, number, type: event.type, data: event.data });
      });
      terminal.say(`It is ${date.data} now; the clock acted ${count} times.`);
      return 0;
    } finally {
      await temporal.close();
    }
  });
}
