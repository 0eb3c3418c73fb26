import { z } from 'zod';
import { guard, reject, stageOf } from '../../process.js';
import { dateRefusal } from '../../shared/business-date.js';
import { CalendarDate } from '../../shared/calendar-date.js';
import { isInFieldwork, type TargetState } from '../state.js';

const hasOpenChannel = guard<TargetState>(
  ({ openChannels }) =>
    Object.keys(openChannels).length > 0 ||
    reject('intake-closed', 'No intake channel of this inspection is open.'),
);

const ChannelNumber = z.int().min(1);

const Channel = z.object({
  openedOn: CalendarDate,
  kind: z.enum(['hotline', 'email', 'letterBox', 'suggestionBox', 'visit', 'online']),
  address: z.string().min(1).max(120).optional(),
});

/** Only kind and day: what a petition says stays out of events. */
const Petition = z.object({
  receivedOn: CalendarDate,
  kind: z.enum(['letter', 'call', 'visit', 'email', 'online']),
});

/** Channels for letters, calls and visits, open only while the group is stationed. */
export const intake = stageOf<TargetState>()({
  name: 'intake',
  commands: {
    OpenIntakeChannel: {
      by: ['groupMember', 'groupHead', 'targetLiaison'],
      guard: isInFieldwork,
      data: z.strictObject(Channel.shape),
    },
    RegisterPetition: {
      by: ['groupMember', 'groupHead', 'clueOfficer'],
      guard: hasOpenChannel,
      data: z.strictObject(Petition.shape),
    },
  },
  events: {
    IntakeChannelOpened: Channel.extend({ channel: ChannelNumber }),
    PetitionReceived: Petition.extend({ petition: z.int().min(1) }),
  },
  decide: {
    OpenIntakeChannel: (data, { stationedOn, channels }, context) =>
      dateRefusal(data.openedOn, context, {
        on: stationedOn,
        code: 'before-stationing',
        message: 'Channels open once the group is stationed.',
      }) ?? [{ type: 'IntakeChannelOpened', data: { ...data, channel: channels + 1 } }],
    RegisterPetition: (data, { openChannels, petitions }, context) =>
      dateRefusal(data.receivedOn, context, {
        on: Object.values(openChannels).sort()[0],
        code: 'intake-closed',
        message: 'No channel was open yet on that day.',
      }) ?? [{ type: 'PetitionReceived', data: { ...data, petition: petitions + 1 } }],
  },
  evolve: {
    IntakeChannelOpened: (target, { channel, openedOn }) => ({
      ...target,
      channels: channel,
      openChannels: { ...target.openChannels, [channel]: openedOn },
    }),
    PetitionReceived: (target, { petition }) => ({ ...target, petitions: petition }),
  },
});
