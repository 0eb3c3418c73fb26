import { z } from 'zod';
import { stageOf } from '../../process.js';
import { PERSON_ROLES } from '../../shared/roles.js';
import { isHoldersOwn } from '../ownership.js';
import type { MailboxState } from '../state.js';

/** What one page of the list shows. */
const KEYS_AT_ONCE = 500;

const Read = z.object({
  /** Everything up to here has been seen. */
  throughPosition: z.int().min(0),
  /** Rows of `reminder-inbox` that were looked at one by one. */
  keys: z.array(z.string().min(1).max(400)).max(KEYS_AT_ONCE),
});

/** Reading is not acknowledging: it stops no ladder, and only says that a notice was seen. */
export const reading = stageOf<MailboxState>()({
  name: 'reading',
  commands: {
    MarkRead: { by: PERSON_ROLES, guard: isHoldersOwn, data: z.strictObject(Read.shape) },
  },
  events: { NoticesRead: Read },
  decide: {
    MarkRead: (data, { readThrough }) =>
      data.keys.length === 0 && data.throughPosition <= readThrough
        ? []
        : [{ type: 'NoticesRead', data }],
  },
  evolve: {
    NoticesRead: (state, { throughPosition }) => ({
      ...state,
      readThrough: Math.max(state.readThrough, throughPosition),
    }),
  },
});
