import { LADDER_COMMANDS } from '../clock/ladder-commands.js';
import { LADDER_EVENTS } from '../clock/ladder-events.js';
import { deadlineLadder } from '../clock/ladder.js';
import type { ErasedStage } from '../process.js';
import { LimitReason } from './references.js';
import { reachOf, type ClueState } from './state.js';

const { PauseDeadline, ExtendDeadline, WaiveDeadline } = LADDER_COMMANDS;
const sealedReason = { reason: LimitReason };

/**
 * The deadline ladder of a clue: elsewhere a person writes why a limit moves, here they choose a word, since a
 * sentence could carry what is sealed. More time is the executive deputy head's to give from the first time on.
 */
export const sealedLadder: ErasedStage<ClueState> = {
  ...deadlineLadder(reachOf),
  commands: {
    ...LADDER_COMMANDS,
    PauseDeadline: { ...PauseDeadline, data: PauseDeadline.data.extend(sealedReason) },
    ExtendDeadline: {
      ...ExtendDeadline,
      by: ['executiveDeputyHead'],
      data: ExtendDeadline.data.extend(sealedReason),
    },
    WaiveDeadline: { ...WaiveDeadline, data: WaiveDeadline.data.extend(sealedReason) },
  },
  events: {
    ...LADDER_EVENTS,
    DeadlinePaused: LADDER_EVENTS.DeadlinePaused.extend(sealedReason),
    DeadlineExtended: LADDER_EVENTS.DeadlineExtended.extend(sealedReason),
    DeadlineWaived: LADDER_EVENTS.DeadlineWaived.extend(sealedReason),
  },
};
