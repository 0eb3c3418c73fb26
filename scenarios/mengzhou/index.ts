import type { Scenario } from '../scenario.js';
import { check } from './checks.js';
import { STARTS_ON, play } from './play.js';

/** A whole term that is past: 15 rounds imported from files, 361 units covered, 2,894 findings fed back. */
export const mengzhou: Scenario = {
  name: 'mengzhou',
  title: '孟州 五届市委巡察全覆盖 (a term of 15 rounds, imported with its real dates)',
  startsOn: STARTS_ON,
  isPast: true,
  play,
  check,
};
