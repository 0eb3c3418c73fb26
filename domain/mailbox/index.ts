import { processOf } from '../process.js';
import { delivering } from './stages/delivering.js';
import { opening } from './stages/opening.js';
import { preferences } from './stages/preferences.js';
import { reading } from './stages/reading.js';
import { INITIAL_MAILBOX, type MailboxState } from './state.js';

/** Enough of the pseudonym to tell mailboxes apart. */
const NUMBER_LENGTH = 8;

/** One account's mailbox (收件箱): what reaches its holder, by which way, and what does not arrive. */
export const mailbox = processOf<MailboxState>({
  name: 'mailbox',
  workflowType: 'mailbox',
  title: { zh: '收件箱', en: 'Mailbox' },
  initial: INITIAL_MAILBOX,
  stages: [opening, preferences, delivering, reading],
  closed: ({ status }) => status === 'closed',
  reach: ({ scopes }) => scopes,
  number: ({ holder }) => holder.replace(/^account:/, '').slice(0, NUMBER_LENGTH),
  status: ({ status }) => status,
});
