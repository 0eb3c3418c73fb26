import { z } from 'zod';

/** Levels of the Party's organization that inspect or are inspected, from the highest down. Source: rows 73, 87. */
export const LEVELS = ['central', 'provincial', 'city', 'county', 'township'] as const;
export const Level = z.enum(LEVELS);
export type Level = z.infer<typeof Level>;

export function isLower(level: Level, than: Level): boolean {
  return LEVELS.indexOf(level) > LEVELS.indexOf(than);
}

/** The word for an inspection on paper and screen: one engine, two Chinese words. */
export function inspectionWord(level: Level): '巡视' | '巡察' {
  return level === 'central' || level === 'provincial' ? '巡视' : '巡察';
}
