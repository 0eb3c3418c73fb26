import type { PolicyPack } from '../shared/policy.js';
import { countyDefault } from './county-default.js';

/**
 * The regulation's text of 2015: the report on rectification is due two calendar months after feedback (Art. 27).
 * Where the text names no number of days, the county pack's rows serve as a nudge.
 */
export const text2015: PolicyPack = {
  ...countyDefault,
  pack: '2015-text',
  effectiveFrom: '2015-08-03',
  rules: countyDefault.rules.map((row) =>
    row.rule === 'rectification-report'
      ? {
          ...row,
          limit: { amount: 2, unit: 'calendarMonth', roll: 'nextWorkingDay' },
          basis: '《中国共产党巡视工作条例》(2015) Art. 27',
          tag: 'C',
        }
      : row,
  ),
};
