import { z } from 'zod';
import { stageOf, type Rejection } from '../../process.js';
import { dateRefusal } from '../../shared/business-date.js';
import { Appearance } from '../public-notice.js';
import { publicationRefusal, sinceExemption } from '../publication-refusal.js';
import type { TargetState } from '../state.js';

const Notice = z.object({
  kind: z.enum(['stationing', 'feedback', 'rectification', 'press']),
  ...Appearance.shape,
});
type Notice = z.output<typeof Notice>;

/** What the public could read of the inspection, and where; stationing and feedback are announced as well. */
export const publicNotices = stageOf<TargetState>()({
  name: 'public-notices',
  commands: {
    RecordNotice: { by: ['officeStaff'], data: z.strictObject(Notice.shape) },
  },
  events: {
    NoticePublished: Notice,
  },
  decide: {
    RecordNotice: (data, target, context) => {
      if (target.publicNotices?.includes(lineOf(data))) return [];
      return (
        resultsRefusal(data, target) ??
        dateRefusal(
          data.publishedOn,
          context,
          ofResults(data) ? sinceExemption(target, 'society') : undefined,
        ) ?? [{ type: 'NoticePublished', data }]
      );
    },
  },
  evolve: {
    NoticePublished: (target, data) => ({
      ...target,
      publicNotices: [...(target.publicNotices ?? []), lineOf(data)],
    }),
  },
});

const ofResults = ({ kind }: Notice): boolean => kind === 'rectification';

/** A notice of the results is a publication to society under another name. */
function resultsRefusal(data: Notice, target: TargetState): Rejection | undefined {
  return ofResults(data) ? publicationRefusal(target, 'society') : undefined;
}

/** A later count of reads is another line, since it is news. */
function lineOf({ kind, publishedOn, publishedAt, source, channel, reads }: Notice): string {
  return [kind, publishedOn, publishedAt, source, channel, reads ?? ''].join(' | ');
}
