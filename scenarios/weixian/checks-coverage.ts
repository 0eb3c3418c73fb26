import type { CheckResult } from '../scenario.js';
import { CATALOG, COVERED_BEFORE } from './coverage.js';
import { TOTALS } from './facts.js';
import { atTargets, type Installation } from './installation.js';

/** Coverage of the term before and after the round: a regular target counts once its group has withdrawn. */
export function coverageChecks({ sheets }: Installation): readonly CheckResult[] {
  const withdrawn = sheets
    .filter(({ type, withdrawnOn }) => type === 'regular' && withdrawnOn !== null)
    .map(({ unit }) => String(unit));
  const covered = new Set([...COVERED_BEFORE, ...withdrawn].filter((unit) => CATALOG.has(unit)));
  return [
    coverage('W5', '魏县 届内覆盖 本轮前', COVERED_BEFORE.size, { expected: 90 }),
    coverage('W6', '魏县 届内覆盖 本轮后', covered.size, { expected: 96 }),
  ];
}

function coverage(
  id: string,
  label: string,
  count: number,
  { expected }: { expected: number },
): CheckResult {
  const print = `${label} ${count}/${CATALOG.size} = ${percent(count, CATALOG.size)}%`;
  return { id, passed: count === expected && CATALOG.size === 96, print };
}

/** To one decimal, half up, in whole numbers so that no fraction is lost. */
function percent(part: number, whole: number): string {
  const tenths = Math.floor((part * 2000 + whole) / (whole * 2));
  return `${Math.floor(tenths / 10)}.${tenths % 10}`;
}

const SETTLED: readonly unknown[] = ['closed', 'archived', 'continuing'];

/** Every finding ended somewhere: dropped, or each of its items closed or continued. */
export function outcomeCheck(installation: Installation): CheckResult {
  const { targets, ledger } = installation;
  let found = 0;
  const open: string[] = [];
  for (const [unit, events] of targets)
    for (const { data } of events.filter(({ type }) => type === 'FindingDrafted')) {
      found += 1;
      const ofFinding = (row: { finding?: unknown }) => row.finding === data['finding'];
      const dropped = events.some((e) => e.type === 'FindingDropped' && ofFinding(e.data));
      const items = ledger.filter((row) => row['unit'] === unit && ofFinding(row));
      const isSettled = items.length > 0 && items.every(({ status }) => SETTLED.includes(status));
      if (!dropped && !isSettled) open.push(`${unit} ${String(data['finding'])}`);
    }
  const immediate = atTargets(installation, 'ImmediateRectificationOrdered').length;
  return {
    id: 'F1',
    passed: open.length === 0 && found === TOTALS.findings && immediate === TOTALS.immediate,
    print: `问题 ${found} 个 (立行立改 ${immediate}) 均有结果 ${found - open.length}/${found}`,
    detail: open.join(', '),
  };
}
