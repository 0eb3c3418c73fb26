import { appendFileSync } from 'node:fs';
import { setImmediate, setTimeout } from 'node:timers/promises';

/** The steps at which a test may break a process; each is named where it is reached. */
export const failpointNames = [
  'api.sent',
  'handle.loaded',
  'handle.decided',
  'flush.sent',
  'flush.committed',
  'activity.returning',
  'effect.done',
  'watchdog.poke',
  'proj.before-commit',
  'proj.committed',
  'rebuild.before-swap',
] as const;
export type FailpointName = (typeof failpointNames)[number];

/** What happens at the `hit`-th time the step is reached, and at no other. */
export interface Failpoint {
  readonly action: 'kill' | 'throw' | 'delay';
  /** From 1; 1 when absent. */
  readonly hit?: number;
  /** Length of a delay in milliseconds; 1000 when absent. */
  readonly ms?: number;
  /** Gets a line with the step's name when it fires: the proof that the fault took place. */
  readonly file?: string;
}

export type FailpointSpec = Readonly<Partial<Record<FailpointName, Failpoint>>>;

/** Thrown by a failpoint; nothing else throws it. */
export class FailpointError extends Error {
  override readonly name = 'FailpointError';
}

interface Armed {
  readonly spec: FailpointSpec;
  readonly reached: Map<FailpointName, number>;
}

let armed: Armed | undefined;

/**
 * Arms failpoints in this process, or disarms all with `undefined`. Only a `main.ts` calls it, with
 * the value of `XUNCHA_FAILPOINTS`; without it every failpoint does nothing.
 *
 * @param spec as `{"flush.committed":{"action":"kill","hit":1,"file":"…"}}`, parsed or as JSON text
 * @throws Error for a step that does not exist: a fault that cannot happen would prove nothing
 */
export function armFailpoints(spec: FailpointSpec | string | undefined): void {
  if (spec === undefined) {
    armed = undefined;
    return;
  }
  const parsed = typeof spec === 'string' ? (JSON.parse(spec) as FailpointSpec) : spec;
  for (const name of Object.keys(parsed)) {
    if (!(failpointNames as readonly string[]).includes(name)) {
      throw new Error(`There is no failpoint ${name}; there are ${failpointNames.join(', ')}.`);
    }
  }
  armed = { spec: parsed, reached: new Map() };
}

async function fire(name: FailpointName, point: Failpoint): Promise<void> {
  // What was written before this step leaves the process first: `flush.sent` means sent.
  await setImmediate();
  if (point.file !== undefined) appendFileSync(point.file, `${name}\n`);
  switch (point.action) {
    case 'kill':
      process.kill(process.pid, 'SIGKILL');
      return;
    case 'throw':
      throw new FailpointError(`The failpoint ${name} fired.`);
    case 'delay':
      await setTimeout(point.ms ?? 1000);
      return;
  }
}

/** Marks a step at which tests break the process; costs one comparison in a product run. */
export async function failpoint(name: FailpointName): Promise<void> {
  const point = armed?.spec[name];
  if (armed === undefined || point === undefined) return;
  const hits = (armed.reached.get(name) ?? 0) + 1;
  armed.reached.set(name, hits);
  if (hits === (point.hit ?? 1)) await fire(name, point);
}
