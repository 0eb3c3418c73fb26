import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { Database } from '../../database/schema.js';

const Moved = z.object({ view: z.string(), position: z.int() });

type Hearer = (view: string, position: number) => void;

/** How far each view is, and who wants to be told when one moves. */
export interface ViewFeed {
  /** Takes a notification of the runner; an empty one means some may have been missed. */
  heard(payload: string): Promise<void>;
  /** Reads every checkpoint; views that moved are told of. */
  refresh(): Promise<void>;
  positions(): ReadonlyMap<string, number>;
  /**
   * The position up to which all these views are: who resumes from it misses nothing, and may be told
   * of a view twice.
   */
  everyoneAt(views: ReadonlySet<string>): number;
  /** @returns how to stop being told */
  subscribe(hearer: Hearer): () => void;
}

export function createViewFeed(db: Kysely<Database>): ViewFeed {
  const known = new Map<string, number>();
  const hearers = new Set<Hearer>();

  const moved = (view: string, position: number) => {
    known.set(view, position);
    for (const hearer of hearers) hearer(view, position);
  };

  const refresh = async () => {
    const rows = await db.selectFrom('views.checkpoint').select(['name', 'pos']).execute();
    for (const { name, pos } of rows) if (known.get(name) !== pos) moved(name, pos);
  };

  return {
    refresh,
    async heard(payload) {
      const told = readMoved(payload);
      // A view rebuilt up to the same position has other rows, so this is told in any case.
      if (told) moved(told.view, told.position);
      // A failed look is made good by the next notification or connection.
      else await refresh().catch(() => undefined);
    },
    positions: () => known,
    everyoneAt: (views) => {
      const positions = [...known].filter(([view]) => views.has(view)).map(([, at]) => at);
      return positions.length === 0 ? 0 : Math.min(...positions);
    },
    subscribe(hearer) {
      hearers.add(hearer);
      return () => void hearers.delete(hearer);
    },
  };
}

function readMoved(payload: string): z.output<typeof Moved> | null {
  if (payload === '') return null;
  try {
    return Moved.safeParse(JSON.parse(payload)).data ?? null;
  } catch {
    return null;
  }
}
