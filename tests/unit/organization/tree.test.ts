import { expect, test } from '@jest/globals';
import { LEVELS, inspectionWord } from '../../../domain/shared/levels.js';
import {
  registerCity,
  registerCounty,
  registerOrganization,
  sendGuidance,
} from '../../support/organization-registers.js';
import { office, openOrganization } from '../../support/organization-story.js';

const { given } = office;
const opened = [openOrganization()];
const grown = [...opened, registerOrganization(), registerCity({ own: true }), registerCounty()];

test('the tree grows from province to city to county', () => {
  const { state } = given(...opened, registerOrganization(), registerCity({ own: true }))
    .when(registerCounty())
    .then({ type: 'OrganizationRegistered', data: { code: 'WX', parent: 'HD' } });
  expect(state.nodes).toEqual({
    HB: { level: 'provincial', parent: null, isOwn: false },
    HD: { level: 'city', parent: 'HB', isOwn: true },
    WX: { level: 'county', parent: 'HD', isOwn: false },
  });
});

test('guidance goes down to organizations of the tree', () => {
  given(...grown)
    .when(sendGuidance())
    .then({ type: 'GuidanceSent', data: { to: ['WX'] } })
    .thenState({ guidance: ['ZD-2026-1'] });
});

test('before the own place is known, guidance goes to whoever stands in the tree', () => {
  given(...opened, registerOrganization())
    .when(sendGuidance({ to: ['HB'] }))
    .then({ type: 'GuidanceSent' });
});

test('the word for an inspection follows the level', () => {
  expect(LEVELS.map(inspectionWord)).toEqual(['巡视', '巡视', '巡察', '巡察', '巡察']);
});

test.each([
  ['organization-exists', grown, registerCounty()],
  ['own-organization-exists', grown, registerCounty({ code: 'CA', own: true })],
  ['parent-unknown', opened, registerCounty()],
  ['level-out-of-order', grown, registerCounty({ code: 'CA', level: 'city' })],
  ['level-out-of-order', grown, registerCounty({ code: 'CA', level: 'provincial' })],
  ['date-in-future', opened, registerOrganization({ registeredOn: '2026-04-11' })],
  ['guidance-exists', [...grown, sendGuidance()], sendGuidance()],
  ['organization-unknown', grown, sendGuidance({ to: ['WX', 'CA'] })],
  ['guidance-goes-down', grown, sendGuidance({ to: ['HB'] })],
  ['guidance-goes-down', grown, sendGuidance({ to: ['HD'] })],
  ['date-in-future', grown, sendGuidance({ sentOn: '2026-04-11' })],
])('refused: %s', (code, history, command) => {
  given(...history)
    .when(command)
    .thenRejected(code);
});
