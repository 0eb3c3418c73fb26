import type { PolicyPack } from '../shared/policy.js';
import { CASE_RULES } from './county-case-rules.js';
import { CLUE_RULES } from './county-clue-rules.js';
import { C, I, Q, R, S } from './county-ladders.js';

/** The county pack: every limit is data; source and confidence of each are in its row (`domain.md` 1.4, B.1–B.5). */
export const countyDefault: PolicyPack = {
  pack: 'county-default',
  version: 1,
  title: '县级默认规则包',
  effectiveFrom: '2018-01-01',
  officeTime: '09:00',
  rules: [...CASE_RULES, ...CLUE_RULES],
  ladders: { S: [...S], R: [...R], C: [...C], I: [...I], Q: [...Q] },
};
