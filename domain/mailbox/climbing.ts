import type { EffectDraft } from '../process.js';
import { parseStream } from '../shared/ids.js';
import type { MailboxNotice } from './state.js';

/** Tells each case that its notice reached nobody, so that its ladder tells somebody else. */
export function climbing(notices: readonly MailboxNotice[], why: string): readonly EffectDraft[] {
  return notices.flatMap(({ stream, deadline, rung, role, scope }) => {
    const addressee = parseStream(stream);
    const data = { deadline, rung, of: { role, scope }, why };
    return addressee ? [{ ...addressee, command: { type: 'NoteReminderUndelivered', data } }] : [];
  });
}
