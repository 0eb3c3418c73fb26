import { mailbox } from '../../domain/mailbox/index.js';
import type { ChannelKind, MailboxNotice, MailboxState } from '../../domain/mailbox/state.js';
import { shippedBook } from '../../domain/policy/packs.js';
import { isRejection, type Effect, type RecordedEvent } from '../../domain/process.js';
import { instantFromMillis, shanghaiDate, type Instant } from '../../domain/shared/instant.js';
import { CLOCK, type Actor } from '../../domain/shared/roles.js';
import { actor, contextOn, uuid } from './given.js';

export const HOLDER: Actor = {
  id: `account:${uuid(3)}`,
  posts: [{ role: 'targetOwner', scope: 'unit:W-T1' }],
};
export const mailboxStream = `mailbox-${uuid(3)}`;
const byProcess = actor('process');

/** A moment on an office wall, as `2021-11-08 09:01`. */
export const at = (wall: string): Instant =>
  instantFromMillis(Date.parse(`${wall.replace(' ', 'T')}:00.000+08:00`));

export const notice = (given: Partial<MailboxNotice> = {}): MailboxNotice => {
  const stream = `rectification-${uuid(1)}`;
  const told = { deadline: 'rectification-item', rung: 'red', dueOn: '2021-11-05' };
  const { deadline, rung, dueOn } = { ...told, ...given };
  const key = `${stream}/${deadline}/${rung}/${dueOn}/targetOwner`;
  const post = { role: 'targetOwner', scope: 'unit:W-T1' } as const;
  return { key, stream, ...told, ...post, position: 10, ...given };
};

/** A mailbox that lives by the minute, since most of its rules do. */
export interface Life {
  state: MailboxState;
  readonly events: RecordedEvent[];
  readonly effects: Effect[];
  /** @returns types of the events, or the code of the rejection */
  send(wall: string, type: string, data: unknown, by?: Actor): readonly string[] | string;
  /** The clock's own next command, at its moment. @throws Error when nothing is due */
  fire(): readonly string[] | string;
}

export function mailboxOf(channels: readonly ChannelKind[] = ['mail']): Life {
  const life: Life = {
    state: mailbox.initial,
    events: [],
    effects: [],
    send: (wall, type, data, by = byProcess) => decided(life, at(wall), type, data, by),
    fire() {
      const [due] = mailbox.dueList(life.state, shippedBook);
      if (!due) throw new Error('nothing is due');
      return decided(life, due.at, due.command.type, due.command.data, CLOCK);
    },
  };
  const scopes = ['unit:W-T1'];
  life.send('2021-11-01 09:00', 'OpenMailbox', { holder: HOLDER.id, channels, scopes });
  return life;
}

function decided(life: Life, now: Instant, type: string, given: unknown, by: Actor) {
  const data = mailbox.commands.get(type)?.data.parse(given);
  const today = shanghaiDate(now);
  const context = { ...contextOn(today, by, mailboxStream), now };
  const decision = mailbox.decide(life.state, life.events.length, { type, data }, context);
  if (isRejection(decision)) return decision.rejected;
  for (const event of decision) {
    const recorded = { ...event, version: life.events.length + 1, now, actor: by };
    life.state = mailbox.evolve(life.state, recorded);
    life.events.push(recorded);
    const context = { stream: mailboxStream, deriveId: (name: string) => name };
    life.effects.push(...mailbox.effectsOf(recorded, life.state, context));
  }
  return decision.map((event) => event.type);
}

export const digest = (given: object = {}) => ({
  kind: 'digest',
  throughPosition: 10,
  notices: [notice()],
  more: 0,
  ...given,
});

export const noted = (attempt: number, given: object = {}) => ({
  delivery: 1,
  channel: 'mail',
  attempt,
  outcome: 'failed',
  reason: 'postponed',
  detail: 'SMTP 451',
  permanent: false,
  retryAfterSeconds: null,
  ...given,
});

export const arrived = (attempt: number, given: object = {}) =>
  noted(attempt, { outcome: 'delivered', reason: '', detail: '', ...given });
