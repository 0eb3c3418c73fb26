import type { Scenario } from './scenario.js';
import { weixian } from './weixian/index.js';

/** Every scenario of the product, one line each. */
export const scenarios: readonly Scenario[] = [weixian];

/** @returns undefined for a name no scenario has */
export function scenarioNamed(name: string): Scenario | undefined {
  return scenarios.find((scenario) => scenario.name === name);
}
