import { randomUUID } from 'node:crypto';
import type { History } from '@temporalio/common/lib/proto-utils.js';
import { createCases, type Case } from '../../activities/cases.js';
import { createAcknowledgements, pendingOf } from '../../activities/control.js';
import { deriveId } from '../../event-store/derive-id.js';
import { processNamed } from '../../domain/processes.js';
import { targetName } from '../../domain/inspection-round/state.js';
import { shanghaiDate, type Instant } from '../../domain/shared/instant.js';
import { parseStream } from '../../domain/shared/ids.js';
import type { Role } from '../../domain/shared/roles.js';
import type { StoredEvent } from '../../event-store/event.js';
import { readStream } from '../../event-store/read.js';
import { sendCommand, type Addressee, type SendResult } from '../../temporal/send-command.js';
import {
  RECYCLE_SIGNAL,
  STATUS_QUERY,
  type Accepted,
  type CommandEnvelope,
  type Refused,
  type RunInput,
  type RunStatus,
} from '../../workflows/contract.js';
import { proposal } from './api.js';
import { newRound } from './office.js';
import type { TestStack } from './stack.js';

/** Longer than any answer takes on a busy machine. */
const waitMillis = 90_000;

export interface Message {
  readonly type: string;
  readonly data?: unknown;
  /** Who sends it; by default the first post that may. */
  readonly by?: { readonly id: string; readonly posts: CommandEnvelope['actor']['posts'] };
  readonly commandId?: string;
}

/** A case on a running stack, reached as the API and effects reach it: by its workflow, without HTTP. */
export interface CaseRuns {
  readonly stream: string;
  readonly addressee: Addressee;
  send(message: Message): Promise<SendResult>;
  /** @throws Error when the command was not accepted */
  accept(message: Message): Promise<Accepted>;
  /** @throws Error when the command was not refused */
  refuse(message: Message): Promise<Refused>;
  /** Nominates a target of its own. */
  nominate(commandId?: string): Promise<Accepted>;
  events(): Promise<readonly StoredEvent[]>;
  types(): Promise<readonly string[]>;
  status(): Promise<RunStatus>;
  /** State of the latest run, and how long its history is. */
  run(): Promise<{ readonly name: string; readonly runId: string; readonly length: number }>;
  history(runId?: string): Promise<History>;
  /** Ids of all runs along the chain from the given one, that one first; the latest comes last. */
  chainFrom(runId: string): Promise<readonly string[]>;
  /** Such as `timerFired`, in order. */
  historyTypes(runId?: string): Promise<readonly string[]>;
  terminate(): Promise<void>;
  /** Starts a run that hands over after so many updates; the case must be open and without a run. */
  startWithLimits(updateLimits: NonNullable<RunInput['updateLimits']>): Promise<void>;
  recycle(): Promise<void>;
}

export const message = (type: string, data: unknown = {}): Message => ({ type, data });

/** What ProposeRound takes for a round whose deadlines lie ahead. @param day `YYYY-MM-DD` */
export const proposalOf = (day: string) =>
  proposal({ proposedOn: day, plannedFrom: day, plannedTo: day });

/** The day the stack's rehearsal has reached. */
export async function dayOf({ rehearsal }: TestStack): Promise<string> {
  return shanghaiDate(new Date(await rehearsal.now()).toISOString() as Instant);
}

/** @param stream of any process; it need not exist yet */
export function runsOf(stack: TestStack, stream: string): CaseRuns {
  const process = processNamed(parseStream(stream)?.process ?? '');
  if (!process) throw new Error(`no process owns ${stream}`);
  const { workflowType, title } = process;
  const addressee = { stream, workflowType, summary: title.zh, opens: false };
  const { client } = stack.temporal;
  const { db } = stack.database.admin;

  const envelopeFor = async ({ type, data = {}, by, commandId = randomUUID() }: Message) => {
    const role = process.commands.get(type)?.by[0] ?? 'officeStaff';
    return {
      commandId,
      type,
      data,
      actor: by ?? holderOf(role),
      sentAt: new Date(await stack.rehearsal.now()).toISOString(),
      cause: null,
    };
  };
  const send: CaseRuns['send'] = async (sent) =>
    sendCommand(client, addressee, await envelopeFor(sent), {
      taskQueue: stack.taskQueue,
      waitMillis,
    });
  const accept: CaseRuns['accept'] = async (sent) => {
    const result = await send(sent);
    if (result.kind !== 'accepted') throw new Error(`${sent.type}: ${JSON.stringify(result)}`);
    return result.accepted;
  };
  const history: CaseRuns['history'] = (runId) =>
    client.workflow.getHandle(stream, runId).fetchHistory();
  return {
    stream,
    addressee,
    send,
    accept,
    async refuse(sent) {
      const result = await send(sent);
      if (result.kind !== 'rejected') throw new Error(`${sent.type}: ${JSON.stringify(result)}`);
      return result.refused;
    },
    nominate(commandId = randomUUID()) {
      const unit = `W-${commandId.slice(0, 8)}`;
      const data = { unit, name: '县财政局', category: '党政机关', type: 'regular' };
      return accept({ type: 'NominateTarget', data, commandId });
    },
    events: () => readStream(db, stream),
    types: async () => (await readStream(db, stream)).map(({ type }) => type),
    status: () => client.workflow.getHandle(stream).query<RunStatus>(STATUS_QUERY),
    async run() {
      const { status, runId, historyLength } = await client.workflow.getHandle(stream).describe();
      return { name: status.name, runId, length: historyLength };
    },
    history,
    async chainFrom(runId) {
      const chain = [runId];
      for (let next: string | undefined = runId; next;) {
        const { events } = await history(next);
        next =
          events?.at(-1)?.workflowExecutionContinuedAsNewEventAttributes?.newExecutionRunId ??
          undefined;
        if (next) chain.push(next);
      }
      return chain;
    },
    historyTypes: async (runId) => ((await history(runId)).events ?? []).map(typeOf),
    async terminate() {
      await client.workflow.getHandle(stream).terminate('a test');
    },
    async startWithLimits(updateLimits) {
      const { taskQueue } = stack;
      const args: [RunInput] = [{ stream, updateLimits }];
      await client.workflow.start(workflowType, { workflowId: stream, taskQueue, args });
    },
    async recycle() {
      await client.workflow.getHandle(stream).signal(RECYCLE_SIGNAL);
    },
  };
}

const holderOf = (role: Role) => ({ id: role, posts: [{ role, scope: 'all' }] });

function typeOf(event: NonNullable<History['events']>[number]): string {
  const attributes = Object.entries(event).find(
    ([name, value]) => name.endsWith('EventAttributes') && value !== null,
  );
  return attributes?.[0].replace('EventAttributes', '') ?? 'unknown';
}

/** A new round, proposed today. */
export async function proposedRound(stack: TestStack): Promise<CaseRuns> {
  const round = runsOf(stack, newRound());
  await round.accept(message('ProposeRound', proposalOf(await dayOf(stack))));
  return round;
}

/** The target that a round opens for a unit. */
export const targetOfRound = (stack: TestStack, round: string, unit: string): CaseRuns =>
  runsOf(stack, `target-inspection-${deriveId(targetName(round, unit))}`);

/** How many commands of a case's events to other cases are not acknowledged; 0 when all are done. */
export async function pendingEffects({ database }: TestStack, stream: string): Promise<number> {
  const { db } = database.admin;
  const found: Case = await createCases(db).load(stream, true);
  return (await pendingOf(found, createAcknowledgements(db))).length;
}
