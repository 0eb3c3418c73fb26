import { deadlineLadder } from '../clock/ladder.js';
import { processOf } from '../process.js';
import { accountability } from './stages/accountability.js';
import { closing } from './stages/closing.js';
import { completion } from './stages/completion.js';
import { continuing } from './stages/continuing.js';
import { enforcement } from './stages/enforcement.js';
import { extension } from './stages/extension.js';
import { falseRectification } from './stages/false-rectification.js';
import { opening } from './stages/opening.js';
import { outcomes } from './stages/outcomes.js';
import { progress } from './stages/progress.js';
import { recusal } from './stages/recusal.js';
import { reopening } from './stages/reopening.js';
import { verification } from './stages/verification.js';
import { INITIAL_ITEM, type RectificationState } from './state.js';

const reach = ({ unit, scope }: RectificationState): readonly string[] => [
  `unit:${unit}`,
  ...(scope === null ? [] : [scope]),
];

/** One rectification item (整改事项): from the approved plan to its close-out, and back when it rebounds. */
export const rectification = processOf<RectificationState>({
  name: 'rectification',
  workflowType: 'rectification',
  title: { zh: '整改事项', en: 'Rectification item' },
  initial: INITIAL_ITEM,
  stages: [
    opening,
    recusal,
    progress,
    outcomes,
    extension,
    completion,
    verification,
    continuing,
    closing,
    reopening,
    falseRectification,
    enforcement,
    accountability,
    deadlineLadder(reach, {
      outerLimitOn: (item, deadline) =>
        deadline === item.deadline ? item.outerLimitOn : undefined,
    }),
  ],
  closed: ({ status }) => status === 'archived',
  reach,
  recused: ({ recused = [] }) => recused,
  number: ({ number }) => number,
  status: ({ status }) => status,
});
