import { expect, test } from '@jest/globals';
import { campaignFigures } from '../../../domain/organization/stages/campaigns.js';
import { uuid } from '../../support/given.js';
import {
  closeCampaign,
  linkToCampaign,
  openCampaign,
} from '../../support/organization-registers.js';
import { office, openOrganization } from '../../support/organization-story.js';

const { given } = office;
const opened = [openOrganization()];
const running = [...opened, openCampaign()];
const linked = [...running, linkToCampaign()];
const closed = [...linked, closeCampaign()];
const secondRound = `inspection-round-${uuid(2)}`;

test('a theme is opened, and closed when it is worked off', () => {
  given(...opened)
    .when(openCampaign())
    .then({ type: 'CampaignOpened', data: { theme: '扶贫领域' } });
  given(...linked)
    .when(closeCampaign())
    .then({ type: 'CampaignClosed' })
    .thenState({ campaigns: { 'ZX-1': { isClosed: true } } });
});

test('rounds count in it: thirty counties, then thirty more with nine bodies', () => {
  const { state } = given(...linked)
    .when(linkToCampaign({ round: secondRound, targets: 39 }))
    .then({ type: 'RoundLinkedToCampaign' });
  expect(campaignFigures(state.campaigns!['ZX-1']!)).toEqual({ rounds: 2, targets: 69 });
});

test('a round that is linked again in the same way changes nothing', () => {
  given(...linked)
    .when(linkToCampaign())
    .thenNothing();
});

test.each([
  ['campaign-exists', running, openCampaign()],
  ['date-in-future', opened, openCampaign({ openedOn: '2026-04-11' })],
  ['campaign-unknown', opened, linkToCampaign()],
  ['campaign-unknown', opened, closeCampaign()],
  ['campaign-closed', closed, linkToCampaign({ round: secondRound })],
  ['campaign-closed', closed, closeCampaign()],
  ['round-linked', linked, linkToCampaign({ targets: 31 })],
  ['before-last-link', running, linkToCampaign({ linkedOn: '2026-04-09' })],
  ['before-last-link', linked, closeCampaign({ closedOn: '2026-04-14' })],
  ['date-in-future', linked, closeCampaign({ closedOn: '2026-05-21' })],
])('refused: %s', (code, history, command) => {
  given(...history)
    .when(command)
    .thenRejected(code);
});
