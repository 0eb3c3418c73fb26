import { z } from 'zod';
import { guard, reject, stageOf } from '../../process.js';
import { dateRefusal } from '../../shared/business-date.js';
import { CalendarDate } from '../../shared/calendar-date.js';
import { Digest } from '../../shared/ids.js';
import type { PressText, RoundState } from '../state.js';

const isDeployed = guard<RoundState>(
  ({ deployedOn }) =>
    deployedOn !== undefined ||
    reject('round-not-deployed', 'The press hears of a round after its deployment meeting.'),
);

/** As a clock on an office wall shows it, so that day and time of a notice cannot disagree. */
const TimeOfDay = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/, 'a time of day like 10:42:32');

const Publication = z.object({
  publishedOn: CalendarDate,
  /** Where the notice shows it. */
  publishedTime: TimeOfDay.optional(),
  source: z.string().min(1).max(100),
  channel: z.string().min(1).max(100),
  document: Digest,
  reads: z.int().min(0).optional(),
});

/** What the office tells the press about the round, where and when. Source: rows 26, 86. */
export const publicity = stageOf<RoundState>()({
  name: 'publicity',
  commands: {
    PublishPressText: {
      by: ['officeStaff'],
      guard: isDeployed,
      data: z.strictObject(Publication.shape),
    },
  },
  events: { PressTextPublished: Publication },
  decide: {
    PublishPressText: (data, round, context) => {
      if (isPublished(round, data))
        return reject('press-text-already-published', 'The text stands in this channel already.');
      return (
        dateRefusal(data.publishedOn, context, {
          on: round.deployedOn,
          code: 'published-before-deployment',
          message: 'A text about the round follows its deployment meeting.',
        }) ?? [{ type: 'PressTextPublished', data }]
      );
    },
  },
  evolve: {
    PressTextPublished: (round, { channel, document }) => ({
      ...round,
      pressTexts: [...(round.pressTexts ?? []), { channel, document }],
    }),
  },
});

function isPublished({ pressTexts = [] }: RoundState, text: PressText): boolean {
  return pressTexts.some(
    ({ channel, document }) => channel === text.channel && document === text.document,
  );
}
