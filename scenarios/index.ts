import { changsha } from './changsha/index.js';
import { henan } from './henan/index.js';
import { mengzhou } from './mengzhou/index.js';
import type { Scenario } from './scenario.js';
import { weixian } from './weixian/index.js';
import { xiongan } from './xiongan/index.js';

/** Every scenario of the product, one line each. */
export const scenarios: readonly Scenario[] = [weixian, mengzhou, xiongan, henan, changsha];

/** @returns undefined for a name no scenario has */
export function scenarioNamed(name: string): Scenario | undefined {
  return scenarios.find((scenario) => scenario.name === name);
}
