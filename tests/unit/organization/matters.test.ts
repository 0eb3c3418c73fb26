import { test } from '@jest/globals';
import { recordMatter } from '../../support/organization-registers.js';
import { office, openOrganization } from '../../support/organization-story.js';

const { given } = office;
const opened = [openOrganization()];

test('what the committee settled is registered', () => {
  given(...opened)
    .when(recordMatter())
    .then({ type: 'MatterRecorded', data: { kind: 'premises' } })
    .thenState({ matters: ['SX-1'] });
});

test.each([
  ['matter-exists', [...opened, recordMatter()], recordMatter()],
  ['date-in-future', opened, recordMatter({ decidedOn: '2026-04-11' })],
])('refused: %s', (code, history, command) => {
  given(...history)
    .when(command)
    .thenRejected(code);
});
