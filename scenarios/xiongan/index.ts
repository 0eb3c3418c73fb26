import { playScript } from '../kit/play.js';
import type { Scenario } from '../scenario.js';
import { check } from './checks.js';
import { STARTS_ON, script } from './play.js';

/** An upgraded cross inspection: 3 groups at 6 departments of 3 counties, fed back to the county first. */
export const xiongan: Scenario = {
  name: 'xiongan',
  title: '雄安新区 提级交叉巡察“双反馈” (upgraded cross inspection, double feedback)',
  startsOn: STARTS_ON,
  play: (theater, options) => playScript(script, theater, options),
  check,
};
