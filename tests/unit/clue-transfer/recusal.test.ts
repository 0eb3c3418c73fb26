import { expect, test } from '@jest/globals';
import { sightOf } from '../../../api/access/sight.js';
import { clueTransfer } from '../../../domain/clue-transfer/index.js';
import { PERSON_ROLES } from '../../../domain/shared/roles.js';
import { actor, contextOn } from '../../support/given.js';
import { clue, dismissClue, noteRecusal, received, registered } from '../../support/clue.js';

const { given } = clue;
const recused = [...received, noteRecusal()];

test('is noted by the office director or the executive deputy head, once', () => {
  for (const role of ['officeDirector', 'executiveDeputyHead'] as const)
    given(...received)
      .when(noteRecusal(), actor(role))
      .then({ type: 'RecusalNoted', data: { person: 'member-1' } })
      .thenEffects();
  given(...recused)
    .when(noteRecusal())
    .thenNothing();
  given(...received)
    .when(noteRecusal(), actor('groupHead', 'group:XC-10-12/1'))
    .thenRejected('forbidden');
});

test('whoever is recused is refused every command, whatever posts they hold', () => {
  const { state, version } = given(...recused);
  const posts = PERSON_ROLES.map((role) => ({ role, scope: 'all' }));
  const offered = clueTransfer.availableCommands(
    state,
    version,
    contextOn('2021-07-01', { id: 'member-1', posts }, 'any'),
  );
  expect(offered.filter(({ allowed }) => allowed)).toEqual([]);
  expect(offered.find(({ command }) => command === 'ChooseClueHandling')?.reason?.code).toBe(
    'recused',
  );
});

test('whoever is recused sees no such clue, the others of the group still do', () => {
  const { state } = given(...recused);
  const circle = {
    reach: clueTransfer.reach(state),
    recused: clueTransfer.recused?.(state) ?? [],
  };
  const sight = (id: string) =>
    sightOf(actor('officeDirector', 'all', id), 'clue-transfer', circle);
  expect(sight('member-1')).toBe('none');
  expect(sight('head-1')).toBe('full');
});

test('a clue that has ended takes none', () => {
  given(...registered, dismissClue())
    .when(noteRecusal())
    .thenRejected('case-closed');
});
