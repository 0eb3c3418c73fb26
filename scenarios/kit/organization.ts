import type { StreamRef } from '../scenario.js';
import { OFFICE_DIRECTOR } from './people.js';
import { refOf, type Scene } from './scene.js';

/** The organization's own case, opened by the installation itself; noted for the checks as `organization`. */
export async function organizationRef(scene: Scene): Promise<StreamRef> {
  const known = scene.others.get('organization');
  if (known) return known;
  let found: StreamRef | undefined;
  await scene.theater.until('the organization to be opened', async () => {
    const [row] = await scene.theater.rows('case-index', { process: 'organization' });
    found = row && refOf(String(row['stream']));
    return found !== undefined;
  });
  if (!found) throw new Error('the installation has no organization');
  scene.others.set('organization', found);
  return found;
}

/** Publishes the first version of one of the lists that differ from place to place. */
export async function publishList(
  scene: Scene,
  {
    list,
    name,
    title,
    entries,
  }: {
    readonly list: string;
    readonly name: string;
    readonly title: string;
    readonly entries: readonly (readonly [code: string, title: string])[];
  },
): Promise<void> {
  await scene.theater.send(OFFICE_DIRECTOR, await organizationRef(scene), 'PublishList', {
    ...{ list, name, title, version: 1, effectiveFrom: '2018-01-01' },
    entries: entries.map(([code, words]) => ({ code, title: words })),
  });
}
