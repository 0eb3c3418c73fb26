import { z } from 'zod';
import { stageOf } from '../../process.js';
import { PersonRef } from '../references.js';
import type { ClueState } from '../state.js';

const Recused = z.object({ person: PersonRef });

/**
 * Whoever is bound to a clue's subject keeps away from it. No other case can tell the clue so, since none may know
 * that it exists; the office notes it here by hand. Source: `domain.md` B.6, guard 6; D.3, rule 2.
 */
export const recusal = stageOf<ClueState>()({
  name: 'recusal',
  commands: {
    NoteRecusal: {
      by: ['officeDirector', 'executiveDeputyHead'],
      data: z.strictObject(Recused.shape),
    },
  },
  events: { RecusalNoted: Recused },
  decide: {
    NoteRecusal: (data, { recused = [] }) =>
      recused.includes(data.person) ? [] : [{ type: 'RecusalNoted', data }],
  },
  evolve: {
    RecusalNoted: (clue, { person }) => ({ ...clue, recused: [...(clue.recused ?? []), person] }),
  },
});
