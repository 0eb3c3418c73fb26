import { randomUUID } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { StoredEvent } from '../../event-store/event.js';
import { runsOf, type Message } from '../support/runs.js';
import type { TestStack } from '../support/stack.js';

/** `<process>.json`: the commands of one whole case, from its opening to its end, in order. */
const folder = join(import.meta.dirname, 'cases');

/** Plays a whole case of every process on the stack. @returns the events of each, by process name */
export async function playCases(
  stack: TestStack,
): Promise<ReadonlyMap<string, readonly StoredEvent[]>> {
  const played = new Map<string, readonly StoredEvent[]>();
  for (const file of readdirSync(folder)) {
    const process = file.replace('.json', '');
    const commands = JSON.parse(readFileSync(join(folder, file), 'utf8')) as readonly Message[];
    const runs = runsOf(stack, `${process}-${randomUUID()}`);
    for (const command of commands) await runs.accept(command);
    played.set(process, await runs.events());
  }
  return played;
}
