import { playScript } from '../kit/play.js';
import type { Scenario } from '../scenario.js';
import { check } from './checks.js';
import { STARTS_ON, script } from './play.js';

/** A city's round with three lines of work, up to the secretary's meeting and the feedback. */
export const changsha: Scenario = {
  name: 'changsha',
  title: '长沙 市委第二轮巡察 (three lines of work, 665 findings)',
  startsOn: STARTS_ON,
  play: (theater, options) => playScript(script, theater, options),
  check,
};
