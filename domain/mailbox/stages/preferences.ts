import { z } from 'zod';
import { reject, stageOf } from '../../process.js';
import { PERSON_ROLES } from '../../shared/roles.js';
import { isHoldersOwn, isOwnOrProcess } from '../ownership.js';
import { QuietHours } from '../quiet-hours.js';
import { ChannelKind, kindsIn, type MailboxState } from '../state.js';

const Kinds = z.array(ChannelKind).max(10);

/** The holder decides which ways are used and when nothing comes; the addresses are kept elsewhere. */
export const preferences = stageOf<MailboxState>()({
  name: 'preferences',
  commands: {
    SetChannels: {
      by: ['process', ...PERSON_ROLES],
      guard: isOwnOrProcess,
      data: z.strictObject({ channels: Kinds }),
    },
    SetQuietHours: {
      by: PERSON_ROLES,
      guard: isHoldersOwn,
      data: z.strictObject({ quiet: QuietHours.nullable() }),
    },
  },
  events: {
    /** Those with an address, and those among them that are used. */
    ChannelsSet: z.object({ found: z.array(ChannelKind), channels: z.array(ChannelKind) }),
    QuietHoursSet: z.object({ quiet: QuietHours.nullable() }),
  },
  decide: {
    SetChannels: (data, { holder, found, channels }, { actor }) => {
      const asked = kindsIn(data.channels);
      const next = actor.id === holder ? chosen(asked, found) : discovered(asked, found, channels);
      if (next === null) return reject('no-address', 'There is no address for such a channel yet.');
      const isSame = next.found.join() === found.join() && next.channels.join() === channels.join();
      return isSame ? [] : [{ type: 'ChannelsSet', data: next }];
    },
    SetQuietHours: ({ quiet }, state) =>
      quiet?.from === state.quiet?.from && quiet?.to === state.quiet?.to
        ? []
        : [{ type: 'QuietHoursSet', data: { quiet } }],
  },
  evolve: {
    ChannelsSet: (state, { found, channels }) => ({ ...state, found, channels }),
    QuietHoursSet: (state, { quiet }) => ({ ...state, quiet }),
  },
});

interface Ways {
  readonly found: ChannelKind[];
  readonly channels: ChannelKind[];
}

/** The holder's choice among what has an address. */
function chosen(asked: ChannelKind[], found: readonly ChannelKind[]): Ways | null {
  return asked.every((kind) => found.includes(kind))
    ? { found: [...found], channels: asked }
    : null;
}

/** A new address is used at once; what the holder switched off stays off. */
function discovered(
  asked: ChannelKind[],
  found: readonly ChannelKind[],
  channels: readonly ChannelKind[],
): Ways {
  const isOn = (kind: ChannelKind) => channels.includes(kind) || !found.includes(kind);
  return { found: asked, channels: asked.filter(isOn) };
}
