/** Tells how far an import is, at most once a second. */
export interface Progress {
  /** One more command was decided. */
  step(): void;
  /** How many were, and in how many seconds. */
  end(): { readonly commands: number; readonly seconds: number };
}

const EVERY_MILLIS = 1_000;

/** @param clock a steady clock in milliseconds */
export function createProgress(
  total: number,
  tell: (line: string) => void,
  clock: () => number,
): Progress {
  const startedAt = clock();
  let toldAt = startedAt;
  let done = 0;
  return {
    step() {
      done += 1;
      const now = clock();
      if (now - toldAt < EVERY_MILLIS) return;
      toldAt = now;
      tell(progressLine(done, total, now - startedAt));
    },
    end: () => ({ commands: done, seconds: Math.round((clock() - startedAt) / 100) / 10 }),
  };
}

/** `n of m commands, x/s, about y left` */
export function progressLine(done: number, total: number, millis: number): string {
  const perSecond = (done * 1000) / Math.max(1, millis);
  const left = Math.max(0, total - done) / Math.max(0.1, perSecond);
  const duration = left < 90 ? `${Math.ceil(left)} s` : `${Math.ceil(left / 60)} min`;
  return `${done} of ${Math.max(done, total)} commands, ${Math.round(perSecond)}/s, about ${duration} left`;
}
