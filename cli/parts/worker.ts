import { startWorker } from '../../worker/main.js';
import type { Part, RunningPart } from './part.js';

export async function startPart(part: Part): Promise<RunningPart> {
  const { stop, failed } = await startWorker({
    ...part,
    organization: part.environment.organization,
  });
  return { says: 'Worker is ready.', stop, failed };
}
