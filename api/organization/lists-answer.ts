import { z } from 'zod';
import { isInForce, type ListVersion } from '../../domain/organization/list-versions.js';
import { leavesOf, type ListKind, LocalList } from '../../domain/organization/local-list.js';
import type { StoredEvent } from '../../event-store/event.js';

const Published = z.object({ ...LocalList.shape, publishedOn: z.string() });

export const ListsAnswer = z.object({
  on: z.string(),
  lists: z
    .array(
      z.object({
        ...Published.shape,
        inForce: z.boolean().describe('True for the version of its list that applies on the day'),
        leaves: z.array(z.string()).describe('Codes with nothing below them: what a form offers'),
      }),
    )
    .describe('In the order of their publication'),
});

/** Every published version of one kind of list, or of all. The state keeps versions only, so entries come from the log. */
export function listsAnswer(
  events: readonly StoredEvent[],
  { kind, on }: { readonly kind?: ListKind | undefined; readonly on: string },
): z.output<typeof ListsAnswer> {
  const versions: readonly ListVersion[] = events
    .filter(({ type }) => type === 'ListPublished')
    .map(({ data }) => Published.parse(data));
  return {
    on,
    lists: versions
      .filter(({ list }) => kind === undefined || list === kind)
      .map((version) => ({
        ...version,
        inForce: isInForce(version, versions, on),
        leaves: leavesOf(version).map(({ code }) => code),
      })),
  };
}
