import { z } from 'zod';
import { stageOf } from '../../process.js';
import type { RectificationState } from '../state.js';

const Recused = z.object({ person: z.string().min(1).max(80) });

/** Whoever is recused from the target keeps away from each of its items, of those opened before as well. */
export const recusal = stageOf<RectificationState>()({
  name: 'recusal',
  commands: {
    NoteRecusal: { by: ['process'], data: z.strictObject(Recused.shape) },
  },
  events: { RecusalNoted: Recused },
  decide: {
    NoteRecusal: (data, { recused = [] }) =>
      recused.includes(data.person) ? [] : [{ type: 'RecusalNoted', data }],
  },
  evolve: {
    RecusalNoted: (item, { person }) => ({ ...item, recused: [...(item.recused ?? []), person] }),
  },
});
