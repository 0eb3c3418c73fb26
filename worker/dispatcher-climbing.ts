import type { Instant } from '../domain/shared/instant.js';
import { unreachedNotices, type WaitingPost } from '../projections/reminder-inbox/queries.js';
import { isHeldBy, type HeldMailbox } from './dispatcher-deliveries.js';
import type { Sender } from './dispatcher-sender.js';
import type { DispatcherDeps } from './dispatcher.js';

/** Notices of one post that climb in one look; the next look takes the rest. */
const AT_ONCE = 50;

type Climb = (
  mailboxes: readonly HeldMailbox[],
  waiting: readonly WaitingPost[],
  now: Instant,
) => Promise<number>;

/**
 * Tells the ladders of notices for posts that nobody holds, each once.
 *
 * @returns how many
 */
export function createClimbing({ database }: DispatcherDeps, send: Sender): Climb {
  /** Position of the last notice of each post that was told; after a restart they are told again, in vain. */
  const toldThrough = new Map<string, number>();
  return async (mailboxes, waiting, now) => {
    let climbed = 0;
    for (const post of waiting) {
      const name = `${post.role} ${post.scope}`;
      if (mailboxes.some(({ posts }) => isHeldBy(post, posts))) {
        toldThrough.delete(name);
        continue;
      }
      const after = toldThrough.get(name) ?? 0;
      for (const notice of await unreachedNotices(database.db, post, after, AT_ONCE)) {
        const { key, stream, deadline, rung, role, scope, position } = notice;
        const data = { deadline, rung, of: { role, scope }, why: 'no-holder' };
        const type = 'NoteReminderUndelivered';
        const answer = await send({ stream, about: key, type, data, now });
        if (answer === 'undecided') break;
        if (answer === 'accepted') climbed += 1;
        toldThrough.set(name, position);
      }
    }
    return climbed;
  };
}
