import { z } from 'zod';
import { reject, stageOf, type Rejection } from '../../process.js';
import { CalendarDate } from '../../shared/calendar-date.js';
import { ownEntry } from '../../shared/own-entry.js';
import { LocalList, listName } from '../local-list.js';
import type { OrganizationState } from '../state.js';

/**
 * Focus schemes, problem taxonomies, pledge texts and what else differs from place to place are versioned data; a
 * paper names the version it used. Source: rows 9, 34, 62, 70, 80, 84, 91, 96.
 */
export const localLists = stageOf<OrganizationState>()({
  name: 'local-lists',
  commands: {
    PublishList: {
      by: ['officeDirector', 'officeStaff'],
      data: z.strictObject(LocalList.shape),
    },
  },
  events: {
    ListPublished: z.object({ ...LocalList.shape, publishedOn: CalendarDate }),
  },
  decide: {
    PublishList: (data, { lists = {} }, { today }) => {
      const next = (ownEntry(lists, listName(data))?.version ?? 0) + 1;
      if (data.version !== next)
        return reject('version-out-of-order', `The next version of ${data.name} is ${next}.`);
      return (
        entriesRefusal(data) ?? [{ type: 'ListPublished', data: { ...data, publishedOn: today } }]
      );
    },
  },
  evolve: {
    ListPublished: (state, { publishedOn, ...data }) => ({
      ...state,
      lists: { ...state.lists, [listName(data)]: { version: data.version, publishedOn } },
    }),
  },
});

/** A parent stands before the entries under it, so that no entry stands under itself. */
function entriesRefusal({ entries }: LocalList): Rejection | undefined {
  const before = new Set<string>();
  for (const { code, parent } of entries) {
    if (before.has(code)) return reject('entry-named-twice', `${code} stands on the list twice.`);
    if (parent !== undefined && !before.has(parent))
      return reject('parent-unknown', `${parent}, above ${code}, does not stand before it.`);
    before.add(code);
  }
  return undefined;
}
