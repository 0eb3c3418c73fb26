import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { createToken } from '../../api/access/tokens.js';
import type { Instant } from '../../domain/shared/instant.js';
import { shanghaiDate } from '../../domain/shared/instant.js';
import type { Role } from '../../domain/shared/roles.js';
import { proposal } from './api.js';
import type { Installation } from './installation.js';

/** An answer 200 that a client has in hand. */
export interface Acknowledged {
  readonly commandId: string;
  readonly stream: string;
  readonly version: number;
  readonly position: number;
  readonly events: readonly string[];
}

/** People of an office at their screens: whoever gets no answer sends the same command again. */
export interface Office {
  /** Every acknowledgement, in the order in which they came. */
  readonly acknowledged: readonly Acknowledged[];
  /** Statuses of all answers so far; 0 where there was none. */
  readonly statuses: readonly number[];
  /** Sends a command until it is acknowledged. @throws Error on a refusal, or after two minutes */
  send(
    stream: string,
    command: string,
    data: unknown,
    options?: SendOptions,
  ): Promise<Acknowledged>;
  /** Proposes a new round. @param stream the round's, when it must be known before */
  propose(options?: { stream?: string; key?: string }): Promise<Acknowledged>;
  nominate(stream: string, options?: SendOptions): Promise<Acknowledged>;
  /** Sends commands one after the other, turning to each round in turn. */
  write(streams: readonly string[], commands: number): Promise<void>;
  /** Rows of a view that show at least this position. @throws Error after `withinMillis` */
  view(path: string, after: number, withinMillis: number): Promise<Record<string, unknown>[]>;
}

export interface SendOptions {
  readonly key?: string;
  readonly role?: Role;
  /** Gives up after the first attempt. */
  readonly once?: boolean;
}

const patienceMillis = 120_000;
const answerMillis = 15_000;
const process = 'inspection-round';

/** The stream of a round that does not exist yet. */
export const newRound = (): string => `${process}-${randomUUID()}`;

export const today = (): string => shanghaiDate(new Date().toISOString() as Instant);

export async function openOffice({ database, urls }: Installation, apis = 1): Promise<Office> {
  const { db } = database.as('api_ro', { size: 1 });
  const tokens = new Map<Role, string>();
  for (const role of ['officeStaff', 'leadingGroupHead'] as const) {
    const { token } = await createToken(db, { posts: [{ role, scope: 'all' }], label: role });
    tokens.set(role, token);
  }
  const acknowledged: Acknowledged[] = [];
  const statuses: number[] = [];
  let turn = 0;

  /** One request to the next API. @returns null when no answer came */
  async function ask(path: string, role: Role, init: RequestInit): Promise<Response | null> {
    const url = new URL(path, urls[turn++ % apis]);
    const headers = new Headers(init.headers);
    headers.set('authorization', `Bearer ${tokens.get(role) ?? ''}`);
    const signal = AbortSignal.timeout(answerMillis);
    return fetch(url, { ...init, headers, signal }).catch(() => null);
  }

  async function send(
    stream: string,
    command: string,
    data: unknown,
    { key = randomUUID(), role = 'officeStaff', once = false }: SendOptions = {},
  ): Promise<Acknowledged> {
    const path = `/api/${process}/${stream.slice(process.length + 1)}/commands/${command}`;
    const headers = { 'content-type': 'application/json', 'idempotency-key': key };
    const init = { method: 'POST', headers, body: JSON.stringify(data) };
    const until = Date.now() + patienceMillis;
    for (;;) {
      const response = await ask(path, role, init);
      const text = await response?.text().catch(() => null);
      const status = typeof text === 'string' ? (response?.status ?? 0) : 0;
      statuses.push(status);
      if (status === 200) {
        const answer = JSON.parse(text ?? '') as Omit<Acknowledged, 'stream'>;
        acknowledged.push({ ...answer, stream });
        return { ...answer, stream };
      }
      if (status >= 400 && status < 500) throw new Error(`${command}: ${status} ${text ?? ''}`);
      if (once || Date.now() > until)
        throw new Error(`${command} was not acknowledged: ${status} ${text ?? ''}`);
      await sleep(200);
    }
  }

  const nominate: Office['nominate'] = (stream, options) => {
    const unit = `W-${randomUUID().slice(0, 8)}`;
    const target = { unit, name: '县财政局', category: 'party', type: 'regular' };
    return send(stream, 'NominateTarget', target, options);
  };

  return {
    acknowledged,
    statuses,
    send,
    nominate,
    propose({ stream = newRound(), ...options } = {}) {
      const number = `XC-${stream.slice(-8)}`;
      const days = { proposedOn: today(), plannedFrom: today(), plannedTo: today() };
      const data = proposal({ number, ...days });
      return send(stream, 'ProposeRound', data, options);
    },
    async write(streams, commands) {
      for (let sent = 0; sent < commands; sent += 1)
        await nominate(streams[sent % streams.length] ?? '');
    },
    async view(path, after, withinMillis) {
      const until = Date.now() + withinMillis;
      for (;;) {
        const query = `${path}${path.includes('?') ? '&' : '?'}after=${after}`;
        const response = await ask(`/api/views/${query}`, 'officeStaff', {});
        const text = await response?.text().catch(() => null);
        if (response?.status === 200 && typeof text === 'string')
          return (JSON.parse(text) as { rows: Record<string, unknown>[] }).rows;
        if (Date.now() > until) throw new Error(`${path}: ${response?.status ?? 0} ${text ?? ''}`);
        await sleep(50);
      }
    },
  };
}
