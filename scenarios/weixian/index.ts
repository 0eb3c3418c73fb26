import type { Scenario } from '../scenario.js';
import { check } from './checks.js';
import { STARTS_ON, play } from './play.js';

export { DEMO_UNTIL } from './rectification-plan.js';

/** A county round at full length: 4 groups, 6 regular inspections and a look-back, 2021-05-06 to 12-03. */
export const weixian: Scenario = {
  name: 'weixian',
  title: '魏县 十届县委第十二轮巡察 (a county round from proposal to close-out)',
  startsOn: STARTS_ON,
  play,
  check,
};
