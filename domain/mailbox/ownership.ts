import { guard, reject } from '../process.js';
import type { MailboxState } from './state.js';

const notYours = () => reject('not-your-mailbox', 'Only its holder may do this with a mailbox.');

/** Posts open a mailbox's commands to everyone; this shuts them again for all but its holder. */
export const isHoldersOwn = guard<MailboxState>(
  ({ holder }, { actor }) => actor.id === holder || notYours(),
);

export const isOwnOrProcess = guard<MailboxState>(
  ({ holder }, { actor }) =>
    actor.id === holder || actor.posts.some(({ role }) => role === 'process') || notYours(),
);
