import type { Environment } from '../config/environment.js';
import { readSecret } from '../config/secrets.js';
import { connect } from '../database/connection.js';
import { shippedNotices, type NoticeCalendar } from '../domain/organization/notice-calendar.js';
import { calendarInForce } from '../domain/organization/notice-deadline.js';
import { firstMissingYear } from '../domain/organization/state.js';
import { instantFromMillis, shanghaiDate } from '../domain/shared/instant.js';
import { createRuleBooks } from '../rule-book/index.js';
import { findRunningServers } from '../servers/index.js';

/** From this day of a year the notice of the next one is usually out. */
const NOTICE_OUT = '11-15';

export interface CalendarCoverage {
  readonly state: 'good' | 'note' | 'lacks';
  readonly words: string;
}

/** How far official notices reach: by a running installation's calendar, else by the one that ships. */
export async function calendarCoverage(environment: Environment): Promise<CalendarCoverage> {
  const today = shanghaiDate(instantFromMillis(Date.now()));
  return coverageOf(await inForce(environment), today);
}

/** @param today `YYYY-MM-DD`, Asia/Shanghai */
export function coverageOf(data: NoticeCalendar, today: string): CalendarCoverage {
  const missing = firstMissingYear(data);
  const known = `${data.calendar}: notices ${Object.keys(data.years)[0] ?? ''}–${missing - 1}`;
  const year = Number(today.slice(0, 4));
  if (missing <= year)
    return {
      state: 'lacks',
      words: `${known}; dates of ${missing} are estimated (预估): xuncha calendar publish <file>`,
    };
  if (missing === year + 1 && today.slice(5) >= NOTICE_OUT)
    return {
      state: 'note',
      words: `${known}; the notice of ${missing} should be out: xuncha calendar publish <file>`,
    };
  return { state: 'good', words: `${known}; later years are estimated (预估)` };
}

async function inForce(environment: Environment): Promise<NoticeCalendar> {
  const running = findRunningServers(environment);
  if (!running) return shippedNotices;
  const secret = readSecret(environment);
  const { db, close } = connect(running.databaseUrl, 'api_ro', { secret, size: 1 });
  try {
    const { state } = await createRuleBooks(db).organization();
    return calendarInForce(state);
  } catch {
    // Servers that are just starting or stopping: what ships is a fair answer.
    return shippedNotices;
  } finally {
    await close();
  }
}
