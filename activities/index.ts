import type { Client } from '@temporalio/client';
import type { Channel } from '../delivery/channels/channel.js';
import { mailbox } from '../domain/mailbox/index.js';
import type { ChannelKind } from '../domain/mailbox/state.js';
import { processNamed } from '../domain/processes.js';
import { processActor } from '../domain/shared/roles.js';
import type { Appender } from '../event-store/appender.js';
import { deriveId } from '../event-store/derive-id.js';
import { failpoint } from '../event-store/failpoint.js';
import type { Executor } from '../event-store/read.js';
import { createRuleBooks, type RuleBooks } from '../rule-book/index.js';
import { sendCommand, type Addressee, type SendResult } from '../temporal/send-command.js';
import type {
  CommandEnvelope,
  PendingCommand,
  PendingEffect,
  PendingNotify,
  RunnerActivities,
} from '../workflows/contract.js';
import { createCases, type Case, type Cases } from './cases.js';
import { controlOf, createAcknowledgements, type Acknowledgements } from './control.js';
import { deliverMessage, type DeliveryNote, type MessageDeps } from './deliver-message.js';
import { handleCommand } from './handle-command.js';

/** How long one attempt waits for another stream before Temporal retries the delivery. */
const EFFECT_WAIT_MILLIS = 10_000;
/** An attempt at a channel has used up most of the activity's time. */
const NOTE_WAIT_MILLIS = 4_000;

export interface ActivityDeps {
  readonly db: Executor;
  readonly appender: Appender;
  readonly client: Client;
  readonly taskQueue: string;
  /** Ways out to people, by kind. */
  readonly channels: ReadonlyMap<ChannelKind, Channel>;
  /** Base of the links in messages, without a slash at its end. */
  readonly publicUrl: string;
  /** Told of an effect its receiver refused: it is done with, but somebody should know. */
  readonly onRefusedEffect: (effect: PendingCommand, code: string) => void;
  /** Told what became of each attempt at a channel. */
  readonly onMessage: (note: DeliveryNote) => void;
}

/** The activities of one worker process, and what they share with its watchdog and dispatcher. */
export type Activities = RunnerActivities & {
  readonly cases: Cases;
  readonly acknowledgements: Acknowledgements;
  readonly books: RuleBooks;
};

/** The receiver has not decided yet: deliver again with the same id. */
class EffectPending extends Error {
  constructor(type: string, stream: string) {
    super(`${type} has not been decided by ${stream} yet`);
    this.name = 'EffectPending';
  }
}

interface Delivery<E extends PendingEffect> {
  readonly stream: string;
  readonly effect: E;
  readonly now: string;
}

/** The activities of one worker process, sharing its connections and its cache of folded cases. */
export function createActivities(deps: ActivityDeps): Activities {
  const { db, appender } = deps;
  const cases = createCases(db);
  const acknowledgements = createAcknowledgements(db);
  const books = createRuleBooks(db);
  const control = (found: Case) => controlOf(found, acknowledgements, books);
  return {
    cases,
    acknowledgements,
    books,
    refresh: async ({ stream }) => control(await cases.load(stream, true)),
    handleCommand: (input) => handleCommand({ db, cases, appender, books, control }, input),
    async deliverEffect({ stream, effect, now }) {
      if (effect.kind === 'notify')
        await notify(deps, { ...deps, cases, books }, { stream, effect, now });
      else await tell(deps, { stream, effect, now });
      await failpoint('effect.done');
      await acknowledgements.add(effect.effectId, stream);
    },
  };
}

/** Sends a command to another stream. @throws EffectPending while it has not decided */
async function tell(
  deps: ActivityDeps,
  { stream, effect, now }: Delivery<PendingCommand>,
): Promise<void> {
  const addressee = {
    stream: effect.stream,
    workflowType: effect.workflowType,
    summary: processNamed(effect.process)?.title.zh ?? effect.process,
    opens: effect.opens,
  };
  const { effectId: commandId, type, data } = effect;
  const envelope = envelopeOf({ stream, effect, now }, { commandId, type, data });
  const result = await sent(deps, addressee, envelope, EFFECT_WAIT_MILLIS);
  if (result.kind !== 'accepted')
    deps.onRefusedEffect(effect, result.kind === 'rejected' ? result.refused.code : result.kind);
}

/**
 * Makes an attempt at a channel and tells the mailbox what became of it. Killed in between, it makes the attempt
 * again under the same key: whoever is told twice can see it.
 */
async function notify(
  deps: ActivityDeps,
  messages: MessageDeps,
  delivery: Delivery<PendingNotify>,
): Promise<void> {
  const note = await deliverMessage(messages, delivery);
  if (!note) return;
  deps.onMessage(note);
  await failpoint('effect.done');
  const { workflowType, title } = mailbox;
  const addressee = { stream: delivery.stream, workflowType, summary: title.zh, opens: false };
  const commandId = deriveId(`${delivery.effect.effectId}:${note.outcome}`);
  const envelope = envelopeOf(delivery, { commandId, type: 'NoteDelivery', data: note });
  await sent(deps, addressee, envelope, NOTE_WAIT_MILLIS);
}

/** An answer, whatever it says. @throws EffectPending when there is none yet */
async function sent(
  { client, taskQueue }: ActivityDeps,
  addressee: Addressee,
  envelope: CommandEnvelope,
  waitMillis: number,
): Promise<Exclude<SendResult, { kind: 'pending' | 'unaccepted' }>> {
  const result = await sendCommand(client, addressee, envelope, { taskQueue, waitMillis });
  if (result.kind === 'pending' || result.kind === 'unaccepted')
    throw new EffectPending(envelope.type, addressee.stream);
  return result;
}

function envelopeOf(
  { stream, effect, now }: Delivery<PendingEffect>,
  command: Pick<CommandEnvelope, 'commandId' | 'type' | 'data'>,
): CommandEnvelope {
  return {
    ...command,
    actor: processActor(stream),
    // A sender may have decided ahead of its own run's clock, by the sender before it.
    sentAt: effect.decidedAt > now ? effect.decidedAt : now,
    cause: effect.cause,
  };
}
