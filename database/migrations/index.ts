import type { Migration } from 'kysely';
import { eventStore } from './0001-event-store.js';
import { runner } from './0002-runner.js';
import { views } from './0003-views.js';
import { access } from './0004-access.js';
import { delivery } from './0005-delivery.js';

/** Every migration under the name the database remembers; frozen once released, forward only. */
export const migrations: Readonly<Record<string, Migration>> = {
  '0001-event-store': eventStore,
  '0002-runner': runner,
  '0003-views': views,
  '0004-access': access,
  '0005-delivery': delivery,
};
