import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import {
  COMMAND_UPDATE,
  POKE_SIGNAL,
  RECYCLE_SIGNAL,
  STATUS_QUERY,
  type Accepted,
  type CommandEnvelope,
  type RunStatus,
} from './contract.js';

export const commandUpdate = defineUpdate<Accepted, [CommandEnvelope]>(COMMAND_UPDATE);
/** Looks at the log again: the watchdog's cure for a lost timer, wake-up or effect. */
export const pokeSignal = defineSignal(POKE_SIGNAL);
/** Drains and continues as new, before an upgrade or to shorten a history. */
export const recycleSignal = defineSignal(RECYCLE_SIGNAL);
export const statusQuery = defineQuery<RunStatus>(STATUS_QUERY);
