import { z } from 'zod';
import { reject, stageOf, type Rejection } from '../../process.js';
import { dateRefusal } from '../../shared/business-date.js';
import { CalendarDate } from '../../shared/calendar-date.js';
import { PaperNumber, StreamId } from '../../shared/ids.js';
import { ownEntry } from '../../shared/own-entry.js';
import { Title } from '../references.js';
import type { Campaign, OrganizationState } from '../state.js';

const Opening = z.object({
  campaign: PaperNumber,
  theme: Title,
  openedOn: CalendarDate,
  /** The year whose plan it belongs to, where it has one. */
  year: z.int().min(1949).max(2100).optional(),
});

const Link = z.object({
  campaign: PaperNumber,
  round: StreamId,
  /** How many of the round's targets are inspected under the theme. */
  targets: z.int().min(1).max(500),
  linkedOn: CalendarDate,
});

const Closing = z.object({ campaign: PaperNumber, closedOn: CalendarDate });

/** One theme, such as poverty relief, goes through several rounds, and is counted over them. Source: rows 54, 77. */
export const campaigns = stageOf<OrganizationState>()({
  name: 'campaigns',
  commands: {
    OpenCampaign: { by: ['officeDirector', 'officeStaff'], data: z.strictObject(Opening.shape) },
    LinkToCampaign: { by: ['officeStaff', 'officeDirector'], data: z.strictObject(Link.shape) },
    CloseCampaign: { by: ['officeDirector'], data: z.strictObject(Closing.shape) },
  },
  events: {
    CampaignOpened: Opening,
    RoundLinkedToCampaign: Link,
    CampaignClosed: Closing,
  },
  decide: {
    OpenCampaign: (data, state, context) =>
      campaignOf(state, data.campaign)
        ? reject('campaign-exists', `${data.campaign} has been opened already.`)
        : (dateRefusal(data.openedOn, context) ?? [{ type: 'CampaignOpened', data }]),
    LinkToCampaign: (data, state, context) => {
      const refusal = refusalOf(data.campaign, data.linkedOn, state, context);
      if (refusal) return refusal;
      const linked = ownEntry(campaignOf(state, data.campaign)?.rounds ?? {}, data.round);
      if (linked === data.targets) return [];
      return linked === undefined
        ? [{ type: 'RoundLinkedToCampaign', data }]
        : reject('round-linked', `The round counts in ${data.campaign} with ${linked} targets.`);
    },
    CloseCampaign: (data, state, context) =>
      refusalOf(data.campaign, data.closedOn, state, context) ?? [{ type: 'CampaignClosed', data }],
  },
  evolve: {
    CampaignOpened: (state, { campaign, openedOn }) =>
      withCampaign(state, campaign, { since: openedOn, rounds: {}, isClosed: false }),
    RoundLinkedToCampaign: (state, { campaign, round, targets, linkedOn }) => {
      const found = campaignOf(state, campaign);
      if (!found) return state;
      const rounds = { ...found.rounds, [round]: targets };
      return withCampaign(state, campaign, { ...found, since: linkedOn, rounds });
    },
    CampaignClosed: (state, { campaign, closedOn }) => {
      const found = campaignOf(state, campaign);
      return found
        ? withCampaign(state, campaign, { ...found, since: closedOn, isClosed: true })
        : state;
    },
  },
});

/** How far a campaign has gone. */
export function campaignFigures({ rounds }: Pick<Campaign, 'rounds'>): {
  readonly rounds: number;
  readonly targets: number;
} {
  const targets = Object.values(rounds);
  return { rounds: targets.length, targets: targets.reduce((sum, count) => sum + count, 0) };
}

function campaignOf({ campaigns: known = {} }: OrganizationState, campaign: string) {
  return ownEntry(known, campaign);
}

/** Why nothing more happens in a campaign: unknown, closed, or before what happened last. */
function refusalOf(
  campaign: string,
  on: CalendarDate,
  state: OrganizationState,
  context: Parameters<typeof dateRefusal>[1],
): Rejection | undefined {
  const found = campaignOf(state, campaign);
  if (!found) return reject('campaign-unknown', `No campaign ${campaign} was opened.`);
  if (found.isClosed) return reject('campaign-closed', `${campaign} has been closed.`);
  return dateRefusal(on, context, {
    on: found.since,
    code: 'before-last-link',
    message: 'A step of a campaign follows the one before it.',
  });
}

function withCampaign(
  state: OrganizationState,
  campaign: string,
  fact: Campaign,
): OrganizationState {
  return { ...state, campaigns: { ...state.campaigns, [campaign]: fact } };
}
