import { addDays, type CalendarDate } from '../shared/calendar-date.js';

export interface ForecastInput {
  /** Codes of the units still to be covered, in the order in which they are to be inspected. */
  readonly uncovered: readonly string[];
  /** Groups that can be formed, after recusal. */
  readonly groups: number;
  readonly targetsPerGroup: number;
  readonly fieldworkDays: number;
  /** Days between the end of one wave and the start of the next. */
  readonly restDays: number;
  readonly today: CalendarDate;
  readonly termTo: CalendarDate;
}

export interface Forecast {
  readonly units: readonly { readonly unit: string; readonly lastSafeStartOn: CalendarDate }[];
  /** `YYYY-MM`; null when full coverage stays possible whatever happens. */
  readonly impossibleFrom: string | null;
}

/**
 * The latest plan that still covers every unit within the term, counted back from its end.
 *
 * A wave holds `groups × targetsPerGroup` units, all stationed on one day. Both ends of the fieldwork count, so
 * the last wave starts on `termTo − fieldworkDays + 1`, and each earlier one `fieldworkDays + restDays` before
 * its successor. Full coverage becomes impossible on the day after the first wave's last safe start, or was so
 * already when that day has passed. Nothing uncovered, and it stays possible; no group, and it is impossible now.
 */
export function forecast(input: ForecastInput): Forecast {
  const { uncovered, groups, targetsPerGroup, fieldworkDays, restDays, today, termTo } = input;
  if (uncovered.length === 0) return { units: [], impossibleFrom: null };
  const capacity = groups * targetsPerGroup;
  if (capacity <= 0) return { units: [], impossibleFrom: today.slice(0, 7) };
  const waves = Math.ceil(uncovered.length / capacity);
  const lastStartOn = addDays(termTo, 1 - fieldworkDays);
  const startOf = (wave: number) =>
    addDays(lastStartOn, -(waves - 1 - wave) * (fieldworkDays + restDays));
  return {
    units: uncovered.map((unit, index) => ({
      unit,
      lastSafeStartOn: startOf(Math.floor(index / capacity)),
    })),
    impossibleFrom: addDays(startOf(0), 1).slice(0, 7),
  };
}
