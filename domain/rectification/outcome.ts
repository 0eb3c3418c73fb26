import type { EffectDraft } from '../process.js';
import type { CalendarDate } from '../shared/calendar-date.js';
import { parseStream } from '../shared/ids.js';
import type { RectificationState } from './state.js';

/** Tells the inspected unit's case how an item stands; an item without a target's stream tells nobody. */
export function outcomeEffect(
  { target, item }: RectificationState,
  outcome: 'closed' | 'continuing' | 'reopened',
  on: CalendarDate,
): readonly EffectDraft[] {
  const stream = parseStream(target);
  return stream
    ? [{ ...stream, command: { type: 'NoteItemOutcome', data: { item, outcome, on } } }]
    : [];
}
