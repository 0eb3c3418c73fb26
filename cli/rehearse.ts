import type { Environment } from '../config/environment.js';
import { shanghaiMoment } from '../domain/shared/instant.js';
import { connectTemporal } from '../temporal/connection.js';
import { firedText } from './fired-text.js';
import { withInstallation } from './installation.js';
import { createRehearsal } from './rehearsal.js';
import { RehearsalInputError, dateFrom, withInput } from './rehearsal-input.js';
import { rehearseRound } from './rehearse-round.js';
import { runScenario } from './scenario.js';
import type { Terminal } from './terminal.js';

/** What to rehearse: exactly one of `to`, `scenario` and `round`. */
export interface RehearsalOptions {
  /** Date to which the clock of a rehearsal installation is moved. */
  readonly to?: string | undefined;
  /** Name of a scenario that is played in a sandbox. */
  readonly scenario?: string | undefined;
  /** Id of a round of this installation that is copied into a sandbox. */
  readonly round?: string | undefined;
  /** Last day of the rehearsal in a sandbox. */
  readonly until?: string | undefined;
  /** Pack file to try in a sandbox. */
  readonly pack?: string | undefined;
  /** Leaves the sandbox behind. */
  readonly keep?: boolean | undefined;
  /** File that gets the timeline of a scenario. */
  readonly timeline?: string | undefined;
}

/**
 * Rehearses a scenario or a copied round in a sandbox, or moves the clock of a rehearsal installation.
 *
 * @returns 0; 1 when a scenario's check failed; 2 when it was told something that cannot be used
 */
export function runRehearsal(
  environment: Environment,
  options: RehearsalOptions,
  terminal: Terminal,
): Promise<number> {
  const { to, scenario, round, until, pack, timeline, keep = false } = options;
  return withInput(terminal, () => {
    if ([to, scenario, round].filter((one) => one !== undefined).length !== 1)
      throw new RehearsalInputError('Name one thing to rehearse: --scenario, --round or --to.');
    if (scenario !== undefined)
      return runScenario(environment, scenario, { terminal, keep, timeline, pack, until });
    if (timeline !== undefined) throw new RehearsalInputError('--timeline belongs to --scenario.');
    if (round !== undefined)
      return rehearseRound(environment, { round, until, pack, keep }, terminal);
    if (until !== undefined || pack !== undefined || keep)
      throw new RehearsalInputError('--until, --pack and --keep belong to --scenario or --round.');
    return rehearse(environment, to ?? '', terminal);
  });
}

/**
 * Moves the clock of a rehearsal installation to 10:00 of a date; reminders and escalations fire on the way.
 *
 * @returns 0, or 2 for a wrong date or an installation that is no rehearsal
 */
export function rehearse(
  environment: Environment,
  to: string,
  terminal: Terminal,
): Promise<number> {
  return withInput(terminal, () => {
    const date = dateFrom(to);
    if (!environment.rehearsal)
      throw new RehearsalInputError(
        'This is not a rehearsal: its clock is the real one. Start one in a folder of its own with ' +
          'XUNCHA_REHEARSAL=true XUNCHA_HOME=<folder>, and give the same settings here.',
      );
    return withInstallation(environment, terminal.detail, async (installation) => {
      const temporal = await connectTemporal(environment, installation.temporalAddress);
      try {
        const rehearsal = createRehearsal(temporal.client, installation.as('worker_rw'));
        let count = 0;
        await rehearsal.advanceTo(Date.parse(shanghaiMoment(date, 10)), (fired) => {
          const { number, event } = fired;
          count += 1;
          terminal.say(`${event.now}  ${firedText(fired)}`);
          terminal.data({ at: event.now, number, type: event.type, data: event.data });
        });
        terminal.say(`It is ${date} now; the clock acted ${count} times.`);
        return 0;
      } finally {
        await temporal.close();
      }
    });
  });
}
