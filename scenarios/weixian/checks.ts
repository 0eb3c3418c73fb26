import type { CheckResult, PlayOptions, Theater } from '../scenario.js';
import { clockChecks } from './checks-clock.js';
import { coverageChecks, outcomeCheck } from './checks-coverage.js';
import { dateChecks } from './checks-dates.js';
import { factChecks } from './checks-facts.js';
import { guardChecks } from './checks-guards.js';
import { rungArithmeticCheck } from './checks-rungs.js';
import { readInstallation } from './installation.js';

const FAMILIES = ['W', 'P', 'F', 'D', 'L'];

/** Everything the round must show after a full play, in the order of the source's own list. */
export async function check(
  theater: Theater,
  options: PlayOptions,
): Promise<readonly CheckResult[]> {
  const installation = await readInstallation(theater, options);
  const results = [
    ...factChecks.map((checkFact) => checkFact(installation)),
    ...coverageChecks(installation),
    ...guardChecks(installation),
    outcomeCheck(installation),
    ...clockChecks(installation),
    rungArithmeticCheck(installation, options),
    ...dateChecks(installation, options),
  ];
  const place = ({ id }: CheckResult): number =>
    FAMILIES.indexOf(id.slice(0, 1)) * 100 + Number(id.slice(1));
  return results.sort((a, b) => place(a) - place(b));
}
