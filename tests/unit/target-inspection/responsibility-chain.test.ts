import { test } from '@jest/globals';
import { nameChain } from '../../support/follow-up.js';
import { given, storyOf } from '../../support/target-story.js';

const { claimed } = storyOf();
const main = { post: '县委书记', level: 'main' };

test('posts answer for the rectification at their levels, bodies supervise it', () => {
  given(...claimed)
    .when(nameChain())
    .then({ type: 'ResponsibilityChainNamed' })
    .thenState({ responsibilityChain: { namedOn: '2021-08-10' } });
});

test('a later chain replaces the earlier, the same one changes nothing', () => {
  given(...claimed, nameChain())
    .when(nameChain())
    .thenNothing();
  given(...claimed, nameChain())
    .when(nameChain({ namedOn: '2021-08-20', chain: [main] }))
    .thenState({ responsibilityChain: { namedOn: '2021-08-20', chain: [main] } });
  given(...claimed, nameChain())
    .when(nameChain({ dailySupervisors: [] }))
    .then({ type: 'ResponsibilityChainNamed', data: { dailySupervisors: [] } });
  given(...claimed, nameChain())
    .when(nameChain({ namedOn: '2021-08-09' }))
    .thenRejected('before-current-chain');
  given(...claimed)
    .when({ ...nameChain(), on: '2021-08-09' })
    .thenRejected('date-in-future');
});

test('one post at two levels is two duties; the main responsibility is never left out', () => {
  given(...claimed)
    .when(nameChain({ chain: [main, { ...main, level: 'firstResponsible' }] }))
    .then({ type: 'ResponsibilityChainNamed' });
  given(...claimed)
    .when(nameChain({ chain: [main, main] }))
    .thenRejected('post-twice');
  given(...claimed)
    .when(nameChain({ chain: [{ ...main, level: 'assist' }] }))
    .thenRejected('main-responsibility-missing');
  given(...claimed)
    .when(nameChain({ dailySupervisors: ['县审计局', '县审计局'] }))
    .thenRejected('supervisor-twice');
});
