import {
  deliveryDue,
  toldRed,
  type Newest,
  type OfficeDay,
} from '../domain/mailbox/due-delivery.js';
import { mailbox } from '../domain/mailbox/index.js';
import { NOTICES_AT_ONCE, type MailboxState } from '../domain/mailbox/state.js';
import { streamOf } from '../domain/shared/ids.js';
import type { Instant } from '../domain/shared/instant.js';
import { takenNotices, type WaitingPost } from '../projections/reminder-inbox/queries.js';
import type { Reachable } from './dispatcher-accounts.js';
import { officeDayBy } from './dispatcher-office-day.js';
import type { Sender } from './dispatcher-sender.js';
import type { DispatcherDeps } from './dispatcher.js';

/** An account's mailbox as the log says, unless it is closed: then nobody holds the posts by that account. */
export interface HeldMailbox extends Reachable {
  readonly stream: string;
  readonly state: MailboxState;
}

interface Delivered {
  readonly mailboxes: readonly HeldMailbox[];
  /** How many deliveries were started. */
  readonly started: number;
}

type Deliver = (
  accounts: readonly Reachable[],
  waiting: readonly WaitingPost[],
  now: Instant,
) => Promise<Delivered>;

/** Keeps every mailbox in step with its account, and starts what is due in it. */
export function createDeliveries({ database, activities }: DispatcherDeps, send: Sender): Deliver {
  const { cases, books } = activities;
  const load = async (stream: string, fresh: boolean) => {
    const { state, version } = await cases.load(stream, fresh);
    return { state: state as MailboxState, version };
  };

  /** @returns the mailbox after its account's last change */
  async function keptInStep(account: Reachable, stream: string, now: Instant) {
    const { state, version } = await load(stream, false);
    const { id, kinds } = account;
    const scopes = scopesOf(account);
    const channels = [...kinds];
    const tell = async (type: string, data: unknown) =>
      (await send({ stream, about: String(version), type, data, now })) === 'accepted';
    let changed = false;
    if (version === 0)
      changed = await tell('OpenMailbox', { holder: `account:${id}`, channels, scopes });
    else if (state.status === 'open') {
      if (state.found.join() !== channels.join()) changed = await tell('SetChannels', { channels });
      if (state.scopes.join() !== scopes.join())
        changed = (await tell('SetScopes', { scopes })) || changed;
    }
    return changed ? (await load(stream, true)).state : state;
  }

  async function start(
    { stream, posts }: HeldMailbox,
    newest: Newest,
    now: Instant,
    day: OfficeDay,
  ): Promise<boolean> {
    // Another worker may have started it a moment ago.
    const { state } = await load(stream, true);
    const kind = deliveryDue(state, newest, now, day);
    if (kind === null) return false;
    const isDigest = kind === 'digest';
    const throughPosition = isDigest ? newest.any : newest.red;
    const after = isDigest ? state.throughPosition : toldRed(state);
    const taking = { posts, after, through: throughPosition, redOnly: !isDigest };
    const { notices, more } = await takenNotices(database.db, taking, NOTICES_AT_ONCE);
    if (notices.length === 0) return false;
    // The hour lets a refusal that has passed be overcome; what was taken up is not taken up again.
    const about = `${kind}:${throughPosition}:${now.slice(0, 'YYYY-MM-DDTHH'.length)}`;
    const data = { kind, throughPosition, notices, more };
    return (await send({ stream, about, type: 'StartDelivery', data, now })) === 'accepted';
  }

  return async (accounts, waiting, now) => {
    const day = await officeDayBy(books);
    const mailboxes: HeldMailbox[] = [];
    let started = 0;
    for (const account of accounts) {
      const newest = newestFor(account, waiting);
      if (newest.any === 0) continue;
      const stream = streamOf(mailbox.name, account.id);
      const state = await keptInStep(account, stream, now);
      if (state.status === 'closed') continue;
      const held = { ...account, stream, state };
      mailboxes.push(held);
      const mayBeDue = state.status === 'open' && deliveryDue(state, newest, now, day) !== null;
      if (mayBeDue && (await start(held, newest, now, day))) started += 1;
    }
    return { mailboxes, started };
  };
}

function newestFor({ posts }: Reachable, waiting: readonly WaitingPost[]): Newest {
  const own = waiting.filter((post) => isHeldBy(post, posts));
  return {
    any: Math.max(0, ...own.map(({ newest }) => newest)),
    red: Math.max(0, ...own.map(({ newestRed }) => newestRed)),
  };
}

/** True when one of the posts is told by a notice for this role and scope. */
export function isHeldBy(
  { role, scope }: Pick<WaitingPost, 'role' | 'scope'>,
  posts: Reachable['posts'],
): boolean {
  return posts.some((post) => post.role === role && (post.scope === 'all' || post.scope === scope));
}

function scopesOf({ posts }: Reachable): string[] {
  const scopes = posts.map(({ scope }) => scope).filter((scope) => scope !== 'all');
  return [...new Set(scopes)].sort();
}
