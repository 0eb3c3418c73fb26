import type { Client } from '@temporalio/client';
import type { Appender } from '../event-store/appender.js';
import { failpoint } from '../event-store/failpoint.js';
import type { Executor } from '../event-store/read.js';
import { processNamed } from '../domain/processes.js';
import { processActor } from '../domain/shared/roles.js';
import { sendCommand } from '../temporal/send-command.js';
import type { CommandEnvelope, PendingEffect, RunnerActivities } from '../workflows/contract.js';
import { createCases, type Cases } from './cases.js';
import { controlOf, createAcknowledgements, type Acknowledgements } from './control.js';
import { handleCommand } from './handle-command.js';

/** How long one attempt waits for another stream before Temporal retries the delivery. */
const EFFECT_WAIT_MILLIS = 10_000;

export interface ActivityDeps {
  readonly db: Executor;
  readonly appender: Appender;
  readonly client: Client;
  readonly taskQueue: string;
  /** Told of an effect its receiver refused: it is done with, but somebody should know. */
  readonly onRefusedEffect: (effect: PendingEffect, code: string) => void;
}

/** The receiver has not decided yet: deliver again with the same id. */
class EffectPending extends Error {
  constructor({ type, stream }: PendingEffect) {
    super(`${type} has not been decided by ${stream} yet`);
    this.name = 'EffectPending';
  }
}

/** The activities of one worker process, sharing its connections and its cache of folded cases. */
export function createActivities(deps: ActivityDeps): RunnerActivities & {
  readonly cases: Cases;
  readonly acknowledgements: Acknowledgements;
} {
  const cases = createCases(deps.db);
  const acknowledgements = createAcknowledgements(deps.db);
  const control = (found: Awaited<ReturnType<Cases['load']>>) => controlOf(found, acknowledgements);
  return {
    cases,
    acknowledgements,
    refresh: async ({ stream }) => control(await cases.load(stream, true)),
    handleCommand: (input) =>
      handleCommand({ db: deps.db, cases, appender: deps.appender, control }, input),
    async deliverEffect({ stream, effect, now }) {
      const envelope: CommandEnvelope = {
        commandId: effect.effectId,
        type: effect.type,
        data: effect.data,
        actor: processActor(stream),
        // A sender may have decided ahead of its own run's clock, by the sender before it.
        sentAt: effect.decidedAt > now ? effect.decidedAt : now,
        cause: effect.cause,
      };
      const addressee = {
        stream: effect.stream,
        workflowType: effect.workflowType,
        summary: processNamed(effect.process)?.title.zh ?? effect.process,
        opens: effect.opens,
      };
      const { taskQueue } = deps;
      const options = { taskQueue, waitMillis: EFFECT_WAIT_MILLIS };
      const result = await sendCommand(deps.client, addressee, envelope, options);
      if (result.kind === 'pending' || result.kind === 'unaccepted')
        throw new EffectPending(effect);
      if (result.kind !== 'accepted')
        deps.onRefusedEffect(effect, result.kind === 'reused' ? 'reused' : result.refused.code);
      await failpoint('effect.done');
      await acknowledgements.add(effect.effectId, stream);
    },
  };
}
