import { test } from '@jest/globals';
import { given, openChannel, registerPetition, storyOf } from '../../support/target-story.js';

const { ready, stationed, withdrawn } = storyOf();

test('channels and petitions are numbered within the inspection', () => {
  given(...stationed, openChannel())
    .when(openChannel({ kind: 'hotline', address: '0310-1234567' }))
    .then({ type: 'IntakeChannelOpened', data: { channel: 2, kind: 'hotline' } });
  given(...stationed, openChannel(), registerPetition())
    .when(registerPetition())
    .then({ type: 'PetitionReceived', data: { petition: 2, kind: 'letter' } });
});

test('a channel opens while the group is stationed', () => {
  given(...ready)
    .when(openChannel())
    .thenRejected('not-in-fieldwork');
  given(...stationed)
    .when(openChannel({ openedOn: '2021-05-21' }))
    .thenRejected('before-stationing');
  given(...stationed)
    .when({ ...openChannel(), on: '2021-05-21' })
    .thenRejected('date-in-future');
});

test('outside the inspection no petition is taken in', () => {
  given(...stationed)
    .when(registerPetition())
    .thenRejected('intake-closed');
  given(...stationed, openChannel())
    .when(registerPetition({ receivedOn: '2021-05-21' }))
    .thenRejected('intake-closed');
  given(...withdrawn)
    .when(registerPetition({ receivedOn: '2021-06-23' }))
    .thenRejected('intake-closed');
});
