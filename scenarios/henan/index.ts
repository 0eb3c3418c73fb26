import { playScript } from '../kit/play.js';
import type { Scenario } from '../scenario.js';
import { check } from './checks.js';
import { STARTS_ON, script } from './play.js';

/** A provincial round up to its stationing: 13 groups with three targets each, within the plan of the year. */
export const henan: Scenario = {
  name: 'henan',
  title: '河南 十届省委第六轮巡视 (13 groups × 3 targets, annual plan)',
  startsOn: STARTS_ON,
  play: (theater, options) => playScript(script, theater, options),
  check,
};
