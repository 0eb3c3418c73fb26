import { overdueBefore } from '../domain/mailbox/due-delivery.js';
import type { Instant } from '../domain/shared/instant.js';
import { countUndelivered } from '../projections/reminder-inbox/queries.js';
import type { HeldMailbox } from './dispatcher-deliveries.js';
import { officeDayBy } from './dispatcher-office-day.js';
import type { DispatcherDeps } from './dispatcher.js';

type Watch = (mailboxes: readonly HeldMailbox[], now: Instant) => Promise<number>;

/**
 * Counts the notices that somebody should have heard of a day ago, and says so in the log when they become more.
 *
 * @returns how many
 */
export function createUndeliveredWatch({
  database,
  activities,
  metrics,
  log,
}: Pick<DispatcherDeps, 'database' | 'activities' | 'metrics' | 'log'>): Watch {
  let before = 0;
  return async (mailboxes, now) => {
    const limit = overdueBefore(now, await officeDayBy(activities.books));
    const reached = mailboxes.map(({ posts, state }) => ({
      posts,
      through: state.deliveredThrough,
    }));
    const count = await countUndelivered(database.db, limit, reached);
    metrics.undelivered.set(count);
    if (count > before) log.error({ count }, 'notices have reached nobody for more than a day');
    before = count;
    return count;
  };
}
