import type { Environment } from '../config/environment.js';
import { allViews, viewNamed } from '../projections/index.js';
import { rebuildView } from '../projections/rebuild.js';
import { withInstallation } from './installation.js';
import type { Terminal } from './terminal.js';

/**
 * Builds views anew from the first event beside the running ones, then swaps them in.
 *
 * @param name a view, or null for all
 * @returns 0, or 2 when there is no such view
 */
export async function rebuild(
  environment: Environment,
  name: string | null,
  terminal: Terminal,
): Promise<number> {
  const chosen = name === null ? allViews : [viewNamed(name)];
  const views = chosen.filter((view) => view !== undefined);
  if (views.length < chosen.length) {
    const known = allViews.map((view) => view.name).join(', ');
    terminal.fail(`There is no view ${name ?? ''}. There are: ${known}.`);
    return 2;
  }
  return withInstallation(environment, terminal.detail, async (installation) => {
    const { db } = installation.as('projector_rw');
    for (const projection of views) {
      const onProgress = ({ done, total }: { done: number; total: number }) =>
        terminal.detail(`${projection.name} ${done}/${total}`);
      const { view, position, millis } = await rebuildView({ db, projection, onProgress });
      terminal.say(`${view}: rebuilt up to #${position} in ${millis} ms`);
      terminal.data({ view, position, millis });
    }
    return 0;
  });
}
