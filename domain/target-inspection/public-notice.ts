import { z } from 'zod';
import { CalendarDate } from '../shared/calendar-date.js';

/** Where and when something could be read by the public, as on the notice itself. Source: `domain.md` A row 26. */
export const Appearance = z.object({
  publishedOn: CalendarDate,
  /** By the clock of the medium, to the minute or the second. */
  publishedAt: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/, 'a time of day like 10:42:32'),
  source: z.string().min(1).max(100),
  channel: z.string().min(1).max(100),
  /** As the medium counted them on the day of the record. */
  reads: z.int().min(0).max(1_000_000_000).optional(),
});
