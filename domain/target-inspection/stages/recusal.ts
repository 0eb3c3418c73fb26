import { z } from 'zod';
import { stageOf } from '../../process.js';
import { itemName, type TargetState } from '../state.js';

const Recused = z.object({ person: z.string().min(1).max(80) });

/** The round upheld a recusal: that person takes no part in the target any more, nor in its items. Source: B.6, guard 6. */
export const recusal = stageOf<TargetState>()({
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
    RecusalNoted: (target, { person }) => ({
      ...target,
      recused: [...(target.recused ?? []), person],
    }),
  },
  effects: {
    // A closed item may be reopened, so every item is told, whatever its outcome.
    RecusalNoted: (data, { items }, { stream, deriveId }) =>
      Object.keys(items).map((item) => ({
        process: 'rectification',
        id: deriveId(itemName(stream, item)),
        command: { type: 'NoteRecusal', data },
      })),
  },
});
