import {
  ApplicationFailure,
  TemporalFailure,
  allHandlersFinished,
  condition,
  continueAsNew,
  isCancellation,
  log,
  proxyActivities,
  proxyLocalActivities,
  setCurrentDetails,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import {
  DRAINING_FAILURE,
  KEY_REUSED_FAILURE,
  REJECTED_FAILURE,
  type Accepted,
  type CommandEnvelope,
  type ControlState,
  type Outcome,
  type RunInput,
  type RunnerActivities,
} from './contract.js';
import { createEffectPump } from './effect-pump.js';
import { commandUpdate, pokeSignal, recycleSignal, statusQuery } from './messages.js';
import { createTurns } from './turns.js';

const quick = proxyLocalActivities<RunnerActivities>({
  startToCloseTimeout: '3s',
  scheduleToCloseTimeout: '6s',
  retry: { initialInterval: '50ms', maximumInterval: '1s', maximumAttempts: 3 },
});
const durable = proxyActivities<RunnerActivities>({
  startToCloseTimeout: '15s',
  retry: { initialInterval: '200ms', maximumInterval: '5s' },
});

/** At the next idle moment above these, the run hands over to a fresh one. */
const SOFT = { events: 800, bytes: 1_000_000, updates: 150 };
/** Above these it hands over even under load: new commands are sent on to the next run. */
const HARD = { events: 4_000, updates: 1_000 };
/** How long a due moment that could not be handled is left alone. */
const BACK_OFF_MILLIS = 60_000;
const CLOCK_ACTOR = { id: 'clock', posts: [{ role: 'clock', scope: 'all' }] };

/**
 * One durable run per stream: takes commands one at a time, waits for the next due moment, delivers effects.
 * It knows nothing of the domain; every decision is made in the `handleCommand` activity, so that a changed
 * rule never meets an old history.
 */
export async function runProcess(input: RunInput): Promise<void> {
  const { stream, updateLimits = { soft: SOFT.updates, hard: HARD.updates } } = input;
  let control: ControlState | null = null;
  let draining = false;
  let recycle = false;
  let wake = false;
  let waiting = 0;
  let updates = 0;
  let notBefore = 0;
  const turns = createTurns();
  const pump = createEffectPump((effect) =>
    durable.deliverEffect({ stream, effect, now: new Date().toISOString() }),
  );

  // The first turn is the log's: no command is handled before the control state is known.
  const loaded = turns.take(reload);
  setHandler(commandUpdate, onCommand, {
    validator: (_envelope: CommandEnvelope) => {
      if (draining) throw ApplicationFailure.nonRetryable('handing over', DRAINING_FAILURE);
    },
  });
  setHandler(pokeSignal, () => turns.take(reload));
  setHandler(recycleSignal, () => {
    recycle = true;
    wake = true;
  });
  setHandler(statusQuery, () => ({
    control,
    waiting,
    draining,
    wakeAt: control?.due[0]?.at ?? null,
  }));

  await loaded;
  const pumping = pump.run();
  pumping.catch((error: unknown) => log.error('effect pump stopped', { error }));
  for (;;) {
    await turns.take(() => fireDueMoments(Date.now()));
    if (ended()) return;
    if (overHardLimit()) draining = true;
    const mayHandOver = draining || ((recycle || overSoftLimit()) && waiting === 0);
    if (mayHandOver && allHandlersFinished()) await continueAsNew<typeof runProcess>(input);
    wake = false;
    await condition(() => wake || ended() || (draining && allHandlersFinished()), untilWake());
  }

  async function onCommand(envelope: CommandEnvelope): Promise<Accepted> {
    waiting += 1;
    updates += 1;
    try {
      const outcome = await turns.take(async () => {
        const now = Math.max(Date.now(), Date.parse(envelope.sentAt));
        await fireDueMoments(now);
        return handle(envelope, now);
      });
      return answer(outcome);
    } finally {
      waiting -= 1;
      if (overHardLimit() || (waiting === 0 && (recycle || overSoftLimit()))) wake = true;
    }
  }

  /** Sends the domain's own deadline commands for every moment up to `now`, each at its own moment or later. */
  async function fireDueMoments(now: number): Promise<void> {
    for (;;) {
      const due = control?.due[0];
      if (!due || Date.parse(due.at) > now || notBefore > now) return;
      const at = new Date(Math.max(Date.now(), Date.parse(due.at))).toISOString();
      const { commandId, type, data } = due;
      const cause = `${stream}:due`;
      const envelope = { commandId, type, data, actor: CLOCK_ACTOR, sentAt: at, cause };
      const outcome = await handle(envelope, Date.parse(at));
      if (outcome.kind === 'accepted' && outcome.control.due[0]?.commandId !== commandId) continue;
      notBefore = now + BACK_OFF_MILLIS;
      log.error('a due moment did not move on', { commandId, kind: outcome.kind });
      return;
    }
  }

  async function handle(envelope: CommandEnvelope, now: number): Promise<Outcome> {
    const turn = { stream, envelope, now: new Date(now).toISOString() };
    const outcome = await quickThenDurable(
      () => quick.handleCommand(turn),
      () => durable.handleCommand(turn),
    );
    apply(outcome.control);
    return outcome;
  }

  async function reload(): Promise<void> {
    notBefore = 0;
    apply(
      await quickThenDurable(
        () => quick.refresh({ stream }),
        () => durable.refresh({ stream }),
      ),
    );
    wake = true;
  }

  function apply(next: ControlState): void {
    const headMoved = control?.due[0]?.commandId !== next.due[0]?.commandId;
    if (control?.summary !== next.summary) setCurrentDetails(next.summary);
    control = next;
    pump.queue(next.effects);
    if (headMoved || next.closed) wake = true;
  }

  /** Nothing is left to do: the case is closed and told everyone, or the command that should open it was refused. */
  function ended(): boolean {
    if (!control || !allHandlersFinished() || !pump.idle()) return false;
    return control.closed || control.version === 0;
  }

  function untilWake(): number | undefined {
    const at = control?.due[0]?.at;
    return at === undefined
      ? undefined
      : Math.max(1, Math.max(Date.parse(at), notBefore) - Date.now());
  }

  function overSoftLimit(): boolean {
    const { historyLength, historySize, continueAsNewSuggested } = workflowInfo();
    return (
      continueAsNewSuggested ||
      historyLength > SOFT.events ||
      historySize > SOFT.bytes ||
      updates >= updateLimits.soft
    );
  }

  function overHardLimit(): boolean {
    return workflowInfo().historyLength > HARD.events || updates >= updateLimits.hard;
  }
}

/** The database is usually there: a local activity answers in one task; if it is away, the server retries for us. */
async function quickThenDurable<T>(local: () => Promise<T>, regular: () => Promise<T>): Promise<T> {
  try {
    return await local();
  } catch (error) {
    // A local activity that gave up rejects with the failure itself, not with an ActivityFailure around it.
    if (!(error instanceof TemporalFailure) || isCancellation(error)) throw error;
    return regular();
  }
}

function answer(outcome: Outcome): Accepted {
  switch (outcome.kind) {
    case 'accepted':
      return outcome.accepted;
    case 'rejected':
      throw ApplicationFailure.create({
        type: REJECTED_FAILURE,
        // Failure messages are not encrypted, details are.
        message: 'refused',
        nonRetryable: true,
        details: [outcome.refused],
      });
    case 'reused':
      throw ApplicationFailure.create({
        type: KEY_REUSED_FAILURE,
        message: 'This key was used for another command.',
        nonRetryable: true,
      });
  }
}
