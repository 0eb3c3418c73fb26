import { z } from 'zod';
import { stageOf } from '../../process.js';
import { ChannelKind, MailboxNotice, kindsIn, type MailboxState } from '../state.js';
import { climbing } from '../climbing.js';

const Scopes = z.array(z.string().min(1).max(100)).max(50);
const Found = z.array(ChannelKind).max(10);

/** A mailbox opens with the first notice for its account's posts, and closes when the account is given up. */
export const opening = stageOf<MailboxState>()({
  name: 'opening',
  commands: {
    OpenMailbox: {
      by: ['process'],
      opens: true,
      data: z.strictObject({ holder: z.string().min(1).max(100), channels: Found, scopes: Scopes }),
    },
    SetScopes: { by: ['process'], data: z.strictObject({ scopes: Scopes }) },
    CloseMailbox: { by: ['systemOperator'], data: z.strictObject({}) },
  },
  events: {
    MailboxOpened: z.object({
      holder: z.string(),
      channels: z.array(ChannelKind),
      scopes: z.array(z.string()),
    }),
    ScopesSet: z.object({ scopes: z.array(z.string()) }),
    /** With what was still on its way: it reaches nobody any more. */
    MailboxClosed: z.object({ notices: z.array(MailboxNotice) }),
  },
  decide: {
    OpenMailbox: ({ holder, channels, scopes }) => [
      { type: 'MailboxOpened', data: { holder, channels: kindsIn(channels), scopes } },
    ],
    SetScopes: ({ scopes }, state) =>
      scopes.join() === state.scopes.join() ? [] : [{ type: 'ScopesSet', data: { scopes } }],
    CloseMailbox: (_data, { deliveries }) => [
      {
        type: 'MailboxClosed',
        data: { notices: Object.values(deliveries).flatMap(({ notices }) => notices) },
      },
    ],
  },
  evolve: {
    MailboxOpened: (state, { holder, channels, scopes }) => ({
      ...state,
      status: 'open',
      holder,
      found: channels,
      channels,
      scopes,
    }),
    ScopesSet: (state, { scopes }) => ({ ...state, scopes }),
    MailboxClosed: (state) => ({ ...state, status: 'closed', deliveries: {} }),
  },
  effects: {
    MailboxClosed: ({ notices }) => climbing(notices, 'mailbox-closed'),
  },
});
