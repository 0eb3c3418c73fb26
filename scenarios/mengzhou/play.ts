import { playScript } from '../kit/play.js';
import type { PlayOptions, Theater } from '../scenario.js';
import { ROUNDS, TOLD_ON } from './facts.js';
import { mengzhouFiles } from './files.js';
import { OPEN_UNIT, endLastInspection } from './last-inspection.js';
import { keepRegisters, planTerm } from './registers.js';

/** The first day the files speak of; nothing is shifted, since all of it is past. */
export const STARTS_ON = ROUNDS[0]?.from ?? TOLD_ON;

/** Term plan by hand, fifteen rounds from files, one last inspection and the registers by hand again. */
export function play(theater: Theater, options: PlayOptions): Promise<void> {
  const first = STARTS_ON;
  return playScript(
    {
      facts: FACTS,
      startsOn: STARTS_ON,
      steps: [
        {
          on: first,
          text: '建立届内规划和 361 个对象的目录; 从文件导入 15 轮巡察 (term plan, import)',
          play: async (scene) => {
            const termPlan = await planTerm(scene);
            await theater.importFiles(mengzhouFiles({ termPlan, openUnit: OPEN_UNIT }));
          },
        },
        {
          on: TOLD_ON,
          text: '最后一次回头看由人员办结; 未认领即报方案、无承诺的报告均被拒绝 (by hand)',
          play: endLastInspection,
        },
        {
          on: TOLD_ON,
          text: '批示、常委会、制度和人才库登记 (registers)',
          play: keepRegisters,
        },
      ],
    },
    theater,
    options,
  );
}

/** The kit plays single rounds; here the rounds come from the files, so there is none of its own. */
const FACTS = {
  scenario: 'mengzhou',
  proposal: {
    ...{ number: 'MZ-05', name: '五届市委', term: '五届市委', sequence: 1 },
    ...{ plannedFrom: STARTS_ON, plannedTo: TOLD_ON },
  },
  groups: [],
  targets: [],
  deployment: { speakers: [], requirements: [] },
} as const;
