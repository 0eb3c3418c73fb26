import { sql } from 'kysely';
import type { z } from 'zod';
import { lampOn, yellowFrom } from '../domain/clock/lamp.js';
import { owedDeadline, type WithClock } from '../domain/clock/state.js';
import type { DELIVERY_COMMANDS } from '../domain/mailbox/delivery-commands.js';
import { ROLE_TITLES } from '../domain/mailbox/role-titles.js';
import {
  ChannelKind,
  messageOf,
  type Delivery,
  type MailboxNotice,
  type MailboxState,
} from '../domain/mailbox/state.js';
import { UnknownEvent } from '../domain/process.js';
import { dayNumber, type CalendarDate } from '../domain/shared/calendar-date.js';
import { parseStream } from '../domain/shared/ids.js';
import { Instant, shanghaiDate } from '../domain/shared/instant.js';
import { ruleOf } from '../domain/shared/policy.js';
import { deriveId } from '../event-store/derive-id.js';
import type { Executor } from '../event-store/read.js';
import { failed, type Channel, type Delivered } from '../delivery/channels/channel.js';
import { renderDigest, type Notice, type RenderedMessage } from '../delivery/message.js';
import type { RuleBooks } from '../rule-book/index.js';
import type { PendingNotify } from '../workflows/contract.js';
import type { Case, Cases } from './cases.js';

/** Less than Temporal allows the activity, with time left to write down what became of it. */
const ATTEMPT_MILLIS = 9_000;

export interface MessageDeps {
  readonly db: Executor;
  readonly cases: Cases;
  readonly books: RuleBooks;
  /** Those this installation has; one that is missing is answered as not configured. */
  readonly channels: ReadonlyMap<ChannelKind, Channel>;
  /** Base of the links, without a slash at its end. */
  readonly publicUrl: string;
}

/** What the mailbox is told of an attempt. */
export type DeliveryNote = z.input<(typeof DELIVERY_COMMANDS)['NoteDelivery']['data']>;

/**
 * Makes one attempt to bring a delivery to its holder. Address and name are read here and go nowhere else; the
 * key is the same for every attempt on a channel, so that a receiver can drop what it has already.
 *
 * @returns null when the mailbox no longer waits for this attempt, such as after a retry of ours
 * @throws only what our own database throws: a channel's failure is an answer
 */
export async function deliverMessage(
  deps: MessageDeps,
  { stream, effect, now }: { stream: string; effect: PendingNotify; now: string },
): Promise<DeliveryNote | null> {
  const { delivery, channel, attempt } = effect;
  const found = await deps.cases.load(stream, true);
  const state = found.state as MailboxState;
  const underWay = state.deliveries[String(delivery)];
  const message = messageOf(state, effect);
  if (!underWay || message?.status !== 'sending' || message.attempt !== attempt) return null;
  const account = parseStream(stream)?.id ?? '';
  const today = shanghaiDate(Instant.parse(now));
  const answer = await attemptTo(deps, { account, channel, today, stream, underWay });
  const name = { delivery, channel, attempt };
  if (answer.outcome === 'delivered')
    return {
      ...name,
      outcome: 'delivered',
      reason: '',
      detail: '',
      permanent: false,
      retryAfterSeconds: null,
    };
  return { ...name, ...answer, detail: answer.detail.slice(0, 200) };
}

interface Attempt {
  readonly account: string;
  readonly channel: string;
  readonly today: CalendarDate;
  readonly stream: string;
  readonly underWay: Delivery;
}

async function attemptTo(deps: MessageDeps, attempt: Attempt): Promise<Delivered> {
  const kind = ChannelKind.safeParse(attempt.channel).data;
  const channel = kind && deps.channels.get(kind);
  if (!channel) return failed('not-configured', 'no such channel here', { permanent: true });
  const holder = await readHolder(deps.db, attempt.account, channel.kind);
  if (!holder || holder.disabled)
    return failed('account-disabled', 'the account is gone', { permanent: true });
  const { name, target, secret } = holder;
  if (target === null) return failed('no-address', 'the address is gone', { permanent: true });
  const message = await composed(deps, attempt, name);
  if (!message) return failed('nothing-left', 'all of it was settled', { permanent: true });
  const limit = AbortSignal.timeout(ATTEMPT_MILLIS);
  const answer = await channel.deliver(message, { target, secret }, limit);
  return limit.aborted && answer.outcome === 'failed'
    ? failed('timed-out', `no answer within ${ATTEMPT_MILLIS} ms`)
    : answer;
}

interface Holder {
  readonly name: string;
  readonly disabled: boolean;
  readonly target: string | null;
  readonly secret: string | null;
}

async function readHolder(
  db: Executor,
  account: string,
  kind: ChannelKind,
): Promise<Holder | undefined> {
  const { rows } = await sql<Holder>`
    select a.name, a.disabled, c.target, c.secret from access.account a
    left join access.channel c on c.account = a.id and c.kind = ${kind}
    where a.id = ${account}`.execute(db);
  return rows[0];
}

/** @returns null when every notice was settled meanwhile */
async function composed(
  deps: MessageDeps,
  { stream, channel, today, underWay }: Attempt,
  recipient: string,
): Promise<RenderedMessage | null> {
  const { delivery, kind, notices: asked, more } = underWay;
  const notices: Notice[] = [];
  // Several rungs of one deadline are one line: the page says what is owed, not how often it was said.
  for (const one of new Map(asked.map((each) => [threadOf(each), each])).values()) {
    const line = await noticeOf(deps, one, today);
    if (line) notices.push(line);
  }
  if (notices.length + more === 0) return null;
  return renderDigest({
    key: deriveId(`${stream}:${delivery}:${channel}`),
    on: today,
    recipient,
    notices,
    more,
    inboxLink: `${deps.publicUrl}/inbox`,
    kind,
  });
}

const threadOf = ({ stream, deadline }: MailboxNotice): string => `${stream}/${deadline}`;

/** @returns null for a deadline that is owed no more, or a case that a newer version wrote */
async function noticeOf(
  { cases, books, publicUrl }: MessageDeps,
  { stream, deadline: name }: MailboxNotice,
  today: CalendarDate,
): Promise<Notice | null> {
  const found = await loaded(cases, stream);
  const deadline = found && owedDeadline(found.state as WithClock, name);
  if (!deadline) return null;
  const { dueOn, estimated, owner, pack, rule } = deadline;
  return books.consult((book) => {
    const yellowOn = yellowFrom(deadline, book);
    const lamp = lampOn(today, { running: true, dueOn, yellowOn });
    return {
      number: found.process.number(found.state),
      title: ruleOf(book.packs(pack), rule).title,
      dueOn,
      lamp: lamp === 'red' || lamp === 'yellow' ? lamp : 'green',
      days: dayNumber(dueOn) - dayNumber(today),
      estimated,
      waitingFor: ROLE_TITLES[owner],
      link: `${publicUrl}/cases/${stream}`,
    };
  });
}

async function loaded(cases: Cases, stream: string): Promise<Case | null> {
  try {
    return await cases.load(stream, true);
  } catch (error) {
    if (error instanceof UnknownEvent) return null;
    throw error;
  }
}
