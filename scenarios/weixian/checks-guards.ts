import { weekday } from '../../domain/shared/calendar-date.js';
import type { CheckResult } from '../scenario.js';
import { TOTALS } from './facts.js';
import { atTargets, type Installation } from './installation.js';

interface GuardFact {
  readonly id: string;
  readonly print: string;
  readonly status: number;
  readonly code: string;
  readonly times: number;
}

/** What had to be refused, how often it was tried, and with which answer. */
const GUARDS: readonly GuardFact[] = [
  {
    id: 'W9',
    print: '魏县 拒绝: 进驻前缺任一方预案',
    status: 409,
    code: 'safety-plan-missing',
    times: 2,
  },
  {
    id: 'W10',
    print: '魏县 拒绝: 市委指导督导组成员写入',
    status: 403,
    code: 'forbidden',
    times: 2,
  },
  {
    id: 'W11',
    print: '魏县 拒绝: 巡察期外受理渠道收件',
    status: 409,
    code: 'intake-closed',
    times: 2,
  },
];

const SATURDAY = 6;

export function guardChecks(installation: Installation): readonly CheckResult[] {
  return [...GUARDS.map((fact) => guardCheck(installation, fact)), saturday(installation)];
}

function guardCheck(
  { attempts }: Installation,
  { id, print, status, code, times }: GuardFact,
): CheckResult {
  const made = attempts.filter(({ check }) => check === id);
  const isRefused = made.every(
    (seen) => seen.status === status && seen.code === code && seen.wroteNothing,
  );
  return { id, passed: made.length === times && isRefused, print, detail: JSON.stringify(made) };
}

/** The source's 2021-05-22 is a Saturday; on which weekday it is played does not matter. */
function saturday(installation: Installation): CheckResult {
  const held = atTargets(installation, 'MobilizationMeetingHeld').map(({ heldOn }) =>
    installation.sourceOf(String(heldOn)),
  );
  const isSaturday = held.every((date) => weekday(date) === SATURDAY);
  const dates = [...new Set(held)].join(', ');
  return {
    id: 'W12',
    passed: held.length === TOTALS.targets && isSaturday,
    print: `魏县 接受: ${dates}(${isSaturday ? '星期六' : '非星期六'})召开动员会`,
  };
}
