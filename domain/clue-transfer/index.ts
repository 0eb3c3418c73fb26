import { processOf } from '../process.js';
import { sealedLadder } from './sealed-ladder.js';
import { approval } from './stages/approval.js';
import { closing } from './stages/closing.js';
import { disclosure } from './stages/disclosure.js';
import { handling } from './stages/handling.js';
import { receipt } from './stages/receipt.js';
import { recusal } from './stages/recusal.js';
import { registration } from './stages/registration.js';
import { rerouting } from './stages/rerouting.js';
import { result } from './stages/result.js';
import { screening } from './stages/screening.js';
import { sending } from './stages/sending.js';
import { INITIAL_CLUE, reachOf, type ClueState, type ClueStatus } from './state.js';

const ENDED: readonly ClueStatus[] = ['dismissed', 'petition', 'archived'];

/** One clue (问题线索) on its way to the body that handles it, and its result back; the content stays sealed. */
export const clueTransfer = processOf<ClueState>({
  name: 'clue-transfer',
  workflowType: 'clueTransfer',
  title: { zh: '问题线索移交', en: 'Clue transfer' },
  initial: INITIAL_CLUE,
  stages: [
    registration,
    recusal,
    screening,
    approval,
    sending,
    receipt,
    handling,
    result,
    closing,
    rerouting,
    disclosure,
    sealedLadder,
  ],
  closed: ({ status }) => ENDED.includes(status),
  reach: reachOf,
  recused: ({ recused = [] }) => recused,
  number: ({ number }) => number,
  status: ({ status }) => status,
});
