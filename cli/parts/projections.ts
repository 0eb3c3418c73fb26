import { readSecret } from '../../config/secrets.js';
import { startProjections } from '../../projections/main.js';
import type { Part, RunningPart } from './part.js';
import { projectionHooks } from './projection-hooks.js';

export async function startPart(part: Part): Promise<RunningPart> {
  const { environment, databaseUrl, log, registry } = part;
  const secret = readSecret(environment);
  const hooks = projectionHooks(log, registry);
  const projections = await startProjections({ databaseUrl, secret, hooks });
  return { says: 'Projections are running.', stop: () => projections.stop() };
}
