import { expect, test } from '@jest/globals';
import { actor } from '../../support/given.js';
import { draftFinding, given, noteRecusal, storyOf, stream } from '../../support/target-story.js';

const { stationed, rectified, closed } = storyOf();
const member = actor('groupMember', 'group:XC-10-12/1', 'member-1');

test('is noted once', () => {
  const { state } = given(...stationed)
    .when(noteRecusal())
    .then({ type: 'RecusalNoted', data: { person: 'member-1' } })
    .thenEffects();
  expect(state.recused).toEqual(['member-1']);
  given(...stationed, noteRecusal())
    .when(noteRecusal())
    .thenNothing();
});

test('is told to every item of the target, a closed one as well', () => {
  given(...rectified)
    .when(noteRecusal())
    .thenEffects({
      process: 'rectification',
      id: `${stream}/item/F1-1`,
      command: { type: 'NoteRecusal', data: { person: 'member-1' } },
    });
});

test('whoever is recused is refused, the rest of the group is not', () => {
  given(...stationed, noteRecusal())
    .when(draftFinding(), member)
    .thenRejected('recused');
  given(...stationed, noteRecusal())
    .when(draftFinding(), { ...member, id: 'member-2' })
    .then({ type: 'FindingDrafted' });
});

test('a post for the whole organization does not help against it', () => {
  const director = actor('officeDirector', 'all', 'member-1');
  given(...stationed, noteRecusal())
    .when(draftFinding(), { ...director, posts: [...director.posts, ...member.posts] })
    .thenRejected('recused');
});

test('a closed target takes no recusal', () => {
  given(...closed)
    .when(noteRecusal())
    .thenRejected('case-closed');
});

test('an item opened later knows the recused of its target', () => {
  const { planPassed } = storyOf();
  const { state } = given(...planPassed, noteRecusal());
  expect(state.recused).toEqual(['member-1']);
  given(...planPassed, noteRecusal())
    .when({ type: 'ApprovePlan', data: { approvedOn: '2021-09-07' } })
    .thenEffects({ command: { type: 'OpenItem', data: { recused: ['member-1'] } } });
});
