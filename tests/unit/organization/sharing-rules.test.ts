import { test } from '@jest/globals';
import { setSharingRules } from '../../support/organization-registers.js';
import { office, openOrganization } from '../../support/organization-story.js';

const { given } = office;
const opened = [openOrganization()];
const shared = [...opened, setSharingRules()];
const rule = { from: '县委巡察办', to: '审计局', what: 'plans' };

test('bodies set down what they tell each other, and the same rules change nothing', () => {
  given(...opened)
    .when(setSharingRules())
    .then({ type: 'SharingRulesSet', data: { rules: [{ what: 'plans' }] } });
  given(...shared)
    .when(setSharingRules())
    .thenNothing();
  given(...shared)
    .when(setSharingRules({ rules: [rule] }))
    .then({ type: 'SharingRulesSet' });
});

test.each([
  ['shared-with-itself', opened, setSharingRules({ rules: [{ ...rule, to: rule.from }] })],
  ['sharing-rule-twice', opened, setSharingRules({ rules: [rule, rule] })],
  ['before-last-sharing-rules', shared, setSharingRules({ rules: [rule], setOn: '2026-04-09' })],
  ['date-in-future', opened, setSharingRules({ setOn: '2026-04-11' })],
])('refused: %s', (code, history, command) => {
  given(...history)
    .when(command)
    .thenRejected(code);
});
