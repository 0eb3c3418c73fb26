import { Command } from 'commander';
import { ConfigurationError, readEnvironment, type Environment } from '../config/environment.js';
import { armFailpoints } from '../event-store/failpoint.js';
import type { RehearsalOptions } from './rehearse.js';
import { createTerminal, type Terminal } from './terminal.js';

const VERSION = '0.1.0';

/** Says what went wrong in one sentence; a stack is for the log. */
function explain(error: unknown, terminal: Terminal): number {
  if (error instanceof ConfigurationError) {
    terminal.fail(error.message);
    return 2;
  }
  // Whoever reads only the first lines closes the pipe: that is no fault.
  if ((error as NodeJS.ErrnoException | null)?.code === 'EPIPE') return 0;
  terminal.fail(error instanceof Error ? error.message : String(error));
  if (error instanceof Error) terminal.detail(error.stack ?? '');
  return 1;
}

interface ScenarioOptions {
  readonly keep?: boolean;
  readonly timeline?: string;
}

type Verb<A extends unknown[]> = (
  context: { environment: Environment; terminal: Terminal },
  ...args: A
) => Promise<number> | number;

const program = new Command('xuncha')
  .description('巡察: inspection rounds as durable workflows with an event log')
  .version(VERSION)
  .option('--json', 'print JSON lines instead of text')
  .option('--verbose', 'print progress');

/** Reads the configuration, runs the verb, exits with its code once everything is stopped. */
function verb<A extends unknown[]>(run: Verb<A>): (...args: A) => Promise<void> {
  return async (...args) => {
    const terminal = createTerminal(program.opts());
    let code: number;
    try {
      const environment = readEnvironment();
      armFailpoints(environment.failpoints);
      code = await run({ environment, terminal }, ...args);
    } catch (error) {
      code = explain(error, terminal);
    }
    process.exit(code);
  };
}

program
  .command('start')
  .description('both servers and all roles in one process: the main job')
  .option('--no-demo', 'leave an empty installation empty')
  .action(
    verb(async ({ environment, terminal }, { demo }: { demo: boolean }) => {
      const { start } = await import('./start.js');
      return start(environment, { terminal, demo });
    }),
  );

for (const role of ['api', 'worker', 'projections'] as const)
  program
    .command(role)
    .description(`the ${role} role alone, against DATABASE_URL and TEMPORAL_ADDRESS`)
    .action(
      verb(async ({ environment, terminal }) => {
        const { runRole } = await import('./role.js');
        return runRole(environment, role, terminal);
      }),
    );

program
  .command('migrate')
  .description('bring the database to this version')
  .action(
    verb(async ({ environment, terminal }) => {
      const { withInstallation } = await import('./installation.js');
      const { migrate } = await import('../database/migrate.js');
      return withInstallation(environment, terminal.say, async ({ databaseUrl, secret }) => {
        const applied = await migrate(databaseUrl, { secret });
        terminal.say(applied.length === 0 ? 'Nothing to do.' : `Applied: ${applied.join(', ')}`);
        terminal.data({ applied });
        return 0;
      });
    }),
  );

const scenario = program.command('scenario').description('play a real case from first to last day');
scenario.command('list').action(
  verb(async ({ terminal }) => {
    const { listScenarios } = await import('./scenario.js');
    return listScenarios(terminal);
  }),
);
scenario
  .command('run <name>')
  .option('--keep', 'leave the sandbox folder behind')
  .option('--timeline <file>', 'write every reminder with the explanation of its date')
  .action(
    verb(async ({ environment, terminal }, name: string, options: ScenarioOptions) => {
      const { runScenario } = await import('./scenario.js');
      const { keep = false, timeline } = options;
      return runScenario(environment, name, { terminal, keep, timeline });
    }),
  );

program
  .command('rehearse')
  .description('a scenario or a copy of a round under skipped time, in a sandbox that is wiped')
  .option('--scenario <name>', 'play a scenario')
  .option('--round <id>', 'copy a round of this installation')
  .option('--until <date>', 'last day of the rehearsal')
  .option('--pack <file>', 'try a policy pack that is not published')
  .option('--timeline <file>', 'write every reminder with the explanation of its date')
  .option('--keep', 'leave the sandbox behind')
  .option('--to <date>', 'move the clock of a rehearsal installation instead')
  .action(
    verb(async ({ environment, terminal }, options: RehearsalOptions) => {
      const { runRehearsal } = await import('./rehearse.js');
      return runRehearsal(environment, options, terminal);
    }),
  );

program
  .command('import <folder>')
  .description('past rounds from CSV files: all of them, or nothing with a list of what is wrong')
  .option('--dry-run', 'look for problems only; writes nothing')
  .action(
    verb(async ({ environment, terminal }, folder: string, options: { dryRun?: boolean }) => {
      const { runFolderImport } = await import('./import.js');
      return runFolderImport(environment, folder, options, terminal);
    }),
  );

program
  .command('rebuild [view]')
  .description('build a read model anew from the log')
  .option('--all', 'every read model')
  .action(
    verb(
      async ({ environment, terminal }, view: string | undefined, { all }: { all?: boolean }) => {
        if ((view === undefined) === (all !== true)) {
          terminal.fail('Name one view, or give --all.');
          return 2;
        }
        const { rebuild } = await import('./rebuild.js');
        return rebuild(environment, view ?? null, terminal);
      },
    ),
  );

program
  .command('verify')
  .description('check the whole log and every read model against it')
  .action(
    verb(async ({ environment, terminal }) => {
      const { verify } = await import('./verify.js');
      return verify(environment, terminal);
    }),
  );

program
  .command('replay <process> <id>')
  .description('replay one case, to a position or instant')
  .option('--at <moment>')
  .action(
    verb(
      async ({ environment, terminal }, process: string, id: string, { at }: { at?: string }) => {
        const { replay } = await import('./replay.js');
        return replay(environment, { process, id, at: at ?? null }, terminal);
      },
    ),
  );

program
  .command('explain <process> <id> <deadline>')
  .description('why a deadline falls on its day, and who was told of it')
  .action(
    verb(async ({ environment, terminal }, process: string, id: string, deadline: string) => {
      const { explain } = await import('./explain.js');
      return explain(environment, { process, id, deadline }, terminal);
    }),
  );

program
  .command('due')
  .description('which day is that: from options, or from NDJSON on standard input')
  .option('--anchor <date>', 'the day from which it counts, itself not counted')
  .option('--amount <number>')
  .option('--unit <unit>', 'calendarMonth, calendarDay or workingDay')
  .option('--roll <roll>', 'none or nextWorkingDay')
  .option('--direction <direction>', 'after or before')
  .option('--calendar <file>', 'a calendar file instead of the one that ships')
  .action(
    verb(async ({ terminal }, options: Record<string, string>) => {
      const { runDue } = await import('./rules.js');
      return runDue(options, terminal);
    }),
  );

program
  .command('what-if')
  .description('who would have been late in a period under other rules; writes nothing')
  .requiredOption('--from <date>')
  .requiredOption('--to <date>')
  .option('--pack <pack>', 'name@version of a published pack, or a .json file')
  .option('--calendar <file>', 'a calendar file')
  .action(
    verb(async ({ environment, terminal }, options: { from: string; to: string }) => {
      const { whatIfRules } = await import('./rules.js');
      return whatIfRules(environment, options, terminal);
    }),
  );

const pack = program.command('pack').description('policy packs: time limits and ladders as data');
pack
  .command('list')
  .description('every published pack, and the calendar in force')
  .action(
    verb(async ({ environment, terminal }) => {
      const { listRules } = await import('./rules.js');
      return listRules(environment, terminal);
    }),
  );
pack
  .command('show <pack>')
  .description('name@version as JSON, ready to be edited')
  .action(
    verb(async ({ environment, terminal }, name: string) => {
      const { showRules } = await import('./rules.js');
      return showRules(environment, { pack: name }, terminal);
    }),
  );
pack
  .command('publish <file>')
  .description('publish a pack file; open cases keep their own')
  .action(
    verb(async ({ environment, terminal }, file: string) => {
      const { publishPack } = await import('./rules.js');
      return publishPack(environment, file, terminal);
    }),
  );

const lists = program
  .command('lists')
  .description('lists that differ from place to place: what ships, and what is published')
  .action(
    verb(async ({ environment, terminal }) => {
      const { listLists } = await import('./lists.js');
      return listLists(environment, terminal);
    }),
  );
lists
  .command('publish [kind]')
  .description('publish shipped lists that are not published yet: all, of a kind, or by name')
  .option('--name <name>', 'the one of this name')
  .action(
    verb(
      async ({ environment, terminal }, kind: string | undefined, { name }: { name?: string }) => {
        const { publishLists } = await import('./lists.js');
        return publishLists(environment, { kind, name }, terminal);
      },
    ),
  );

const calendar = program.command('calendar').description('working days and make-up days (调休)');
calendar
  .command('show')
  .description('the calendar in force as JSON')
  .action(
    verb(async ({ environment, terminal }) => {
      const { showRules } = await import('./rules.js');
      return showRules(environment, {}, terminal);
    }),
  );
for (const [name, words] of [
  ['preview', 'every date that a calendar file would move; writes nothing'],
  ['publish', 'publish a calendar file (JSON or iCal) for deadlines set from now on'],
] as const)
  calendar
    .command(`${name} <file>`)
    .description(words)
    .action(
      verb(async ({ environment, terminal }, file: string) => {
        const { previewCalendar, publishCalendar } = await import('./rules.js');
        const run = name === 'preview' ? previewCalendar : publishCalendar;
        return run(environment, file, terminal);
      }),
    );
calendar
  .command('apply')
  .description('move every running deadline to the calendar in force, one event each')
  .action(
    verb(async ({ environment, terminal }) => {
      const { applyCalendar } = await import('./rules.js');
      return applyCalendar(environment, terminal);
    }),
  );

program
  .command('token')
  .command('create')
  .description('make a bearer token for a program')
  .requiredOption('--role <role>')
  .option('--scope <scope>', 'all, unit:<code> or group:<round>/<number>', 'all')
  .option('--label <text>', 'what it is for', 'made on the command line')
  .option('--days <days>', 'days until it expires', '365')
  .action(
    verb(async ({ environment, terminal }, options: Record<string, string>) => {
      const { makeToken } = await import('./token.js');
      const { role = '', scope = 'all', label = '', days } = options;
      return makeToken(environment, { role, scope, label, days: Number(days) }, terminal);
    }),
  );

program
  .command('poke')
  .description('wake every open case: after the loss of the Temporal database')
  .requiredOption('--all-open')
  .action(
    verb(async ({ environment, terminal }) => {
      const { pokeOpenCases } = await import('./poke.js');
      return pokeOpenCases(environment, terminal);
    }),
  );

program
  .command('doctor')
  .description('what this machine has and lacks')
  .action(async () => {
    const { runDoctor } = await import('./doctor.js');
    process.exit(await runDoctor({ json: program.opts<{ json?: boolean }>().json === true }));
  });

await program.parseAsync();
