import { expect, test } from '@jest/globals';
import { actor } from '../../support/given.js';
import { assignGroup, given, listTarget, notify, storyOf } from '../../support/target-story.js';

const { listed, stationed } = storyOf();

test('the round lists a target; notice and stationing get their days', () => {
  given()
    .when(listTarget())
    .then({ type: 'TargetListed' })
    .thenClock(
      { type: 'DeadlineSet', data: { deadline: 'notice-before-stationing', dueOn: '2021-05-12' } },
      { type: 'DeadlineSet', data: { deadline: 'stationing', dueOn: '2021-05-22' } },
    )
    .thenState({ status: 'listed', number: 'XC-10-12-W-T1' });
});

test('a flexible inspection is not announced, so its notice has no day', () => {
  given()
    .when(listTarget({ type: 'flexible' }))
    .thenClock({ type: 'DeadlineSet', data: { deadline: 'stationing' } });
});

test('a look-back keeps the findings it returns to', () => {
  const lookBackOf = { inspection: 'earlier', round: 'XC-10-5', findings: ['OLD-1', 'OLD-2'] };
  given()
    .when(listTarget({ type: 'lookBack', lookBackOf }))
    .thenState({ oldFindings: ['OLD-1', 'OLD-2'] });
});

test('modes and the owning committee are kept; without them a target is an ordinary one', () => {
  const owner = { code: 'X-C1', name: '甲县县委' };
  given()
    .when(listTarget({ type: 'special', modes: ['upgraded', 'cross'], owner }))
    .thenState({ type: 'special', modes: ['upgraded', 'cross'], owner });
  const { state } = given(...listed);
  expect(state.modes).toEqual([]);
  expect(state.owner).toBeUndefined();
});

test('a target is listed once, and only by its round', () => {
  given(listTarget()).when(listTarget()).thenRejected('already-open');
  given().when(listTarget(), actor('officeStaff')).thenRejected('forbidden');
});

test('nothing happens to a target that was never listed', () => {
  given().when(notify()).thenRejected('not-found');
});

test('a group is assigned, again without effect, and replaced until it is stationed', () => {
  given(listTarget()).when(assignGroup()).then({ type: 'GroupAssigned' });
  given(...listed)
    .when(assignGroup())
    .thenNothing();
  given(...listed)
    .when(assignGroup({ group: 2, scope: 'group:XC-10-12/2' }))
    .thenState({ group: { number: 2, scope: 'group:XC-10-12/2' } });
  given(...stationed)
    .when(assignGroup({ group: 2, scope: 'group:XC-10-12/2' }))
    .thenRejected('already-stationed');
});

test('a round must be named by its stream', () => {
  expect(() => given().when(listTarget({ round: 'XC-10-12' }))).toThrow('a stream id');
});
