import { z } from 'zod';
import { reject, stageOf } from '../../process.js';
import { dateRefusal } from '../../shared/business-date.js';
import { CalendarDate } from '../../shared/calendar-date.js';
import { ownEntry } from '../../shared/own-entry.js';
import type { TermState } from '../state.js';

const Checklist = z.object({
  category: z.string().min(1).max(40),
  version: z.int().min(1),
  topics: z.array(z.string().min(1).max(200)).min(1).max(200),
  publishedOn: CalendarDate,
});

/** Own values only, since a category is a person's word. */
function versionOf({ checklists }: TermState, category: string): number {
  return ownEntry(checklists, category) ?? 0;
}

/** Problem checklists by target category, adjusted over time; no version is lost. Source: row 33. */
export const checklists = stageOf<TermState>()({
  name: 'checklists',
  commands: {
    PublishChecklist: { by: ['officeDirector'], data: z.strictObject(Checklist.shape) },
  },
  events: { ChecklistPublished: Checklist },
  decide: {
    PublishChecklist: (data, term, context) => {
      if (!term.categories.includes(data.category))
        return reject('category-unknown', `${data.category} is no target category of this term.`);
      if (data.version !== versionOf(term, data.category) + 1)
        return reject('version-not-next', 'Versions of a checklist follow each other by one.');
      return dateRefusal(data.publishedOn, context) ?? [{ type: 'ChecklistPublished', data }];
    },
  },
  evolve: {
    ChecklistPublished: (term, { category, version }) => ({
      ...term,
      checklists: { ...term.checklists, [category]: version },
    }),
  },
});
