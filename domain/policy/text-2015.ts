import type { DeadlineRule, PolicyPack } from '../shared/policy.js';
import { countyDefault } from './county-default.js';
import { N } from './county-ladders.js';

/** The rows for which the text itself names a number. */
const NAMED: Readonly<Record<string, Pick<DeadlineRule, 'limit' | 'basis' | 'tag'>>> = {
  'rectification-report': {
    limit: { amount: 2, unit: 'calendarMonth', roll: 'nextWorkingDay' },
    basis: '《中国共产党巡视工作条例》(2015) Art. 27',
    tag: 'C',
  },
  'clue-result': {
    limit: { amount: 3, unit: 'calendarMonth', roll: 'nextWorkingDay' },
    basis: '《中国共产党巡视工作条例》(2015) Art. 29',
    tag: 'C',
  },
};

/** Steps the text only wants done "promptly" (Art. 24–26) or does not name: a nudge on the county's day, no more. */
const PROMPTLY = new Set([
  'notice-before-stationing',
  'report-after-fieldwork',
  'leading-group-hears',
  'secretary-meeting-hears',
  'feedback-after-decision',
  'rectification-plan',
  'democratic-life-meeting',
  'publish-inside-party',
  'publish-to-society',
  'rectification-supervision',
]);

function ruleOfText(row: DeadlineRule): DeadlineRule {
  const named = NAMED[row.rule];
  if (named) return { ...row, ...named };
  if (!PROMPTLY.has(row.rule)) return row;
  return { ...row, ladder: 'N', basis: `2015: no number of days; day of ${row.basis}` };
}

/**
 * The regulation's text of 2015: the report on rectification is due two calendar months after feedback, the
 * result of a clue three months after receipt. Source: `domain.md` 1.1, 1.4.
 */
export const text2015: PolicyPack = {
  ...countyDefault,
  pack: '2015-text',
  title: '2015 年条例文本规则包',
  effectiveFrom: '2015-08-03',
  rules: countyDefault.rules.map(ruleOfText),
  ladders: { ...countyDefault.ladders, N: [...N] },
};
