import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createUpcast, upcasters } from '../../event-store/upcasters.js';
import { emptyCase, foldOnto, type Case } from '../../activities/cases.js';
import { readEnvironment } from '../../config/environment.js';
import type { StoredEvent } from '../../event-store/event.js';
import { dataConverterFor } from '../../temporal/connection.js';
import { testSecret } from '../support/database.js';

const folder = import.meta.dirname;

/** Histories of runs, `<release>/<story>-<n>.json`, as Temporal's own tools write them. */
export const historiesFolder = join(folder, 'histories');
/** Event streams, `<process>.ndjson`, each with the state it folds to beside it. */
export const streamsFolder = join(folder, 'streams');

/** Payloads of the recorded histories stay encrypted, all with the key of the tests. */
export const recordedConverter = () =>
  dataConverterFor(readEnvironment({ XUNCHA_SECRET: testSecret }));

/** @returns paths below `historiesFolder`, oldest release first */
export function recordedHistories(): readonly string[] {
  return readdirSync(historiesFolder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.json'))
    .sort();
}

export const readHistory = (name: string): unknown =>
  JSON.parse(readFileSync(join(historiesFolder, name), 'utf8'));

/** @returns file names without their ending */
export const recordedStreams = (): readonly string[] =>
  readdirSync(streamsFolder)
    .filter((name) => name.endsWith('.ndjson'))
    .map((name) => name.replace('.ndjson', ''))
    .sort();

export function readRecordedStream(name: string): readonly StoredEvent[] {
  const upcast = createUpcast(upcasters);
  return readFileSync(join(streamsFolder, `${name}.ndjson`), 'utf8')
    .trim()
    .split('\n')
    .map((line) => upcast(JSON.parse(line) as StoredEvent));
}

/** What is kept of a fold: the state, where it stands, and which commands and messages it sends. */
export function foldedOf(events: readonly StoredEvent[]): Pick<Case, 'version' | 'state'> & {
  readonly status: string;
  readonly effects: readonly string[];
} {
  const stream = events[0]?.stream ?? '';
  const { version, state, process, effects } = foldOnto(emptyCase(stream), events);
  return {
    version,
    status: process.status(state),
    effects: effects.map(
      (effect) => `${effect.kind === 'notify' ? effect.channel : effect.type} ${effect.effectId}`,
    ),
    state,
  };
}

/** The golden text of a fold; the order of its keys is that of the fold. */
export const goldenOf = (events: readonly StoredEvent[]): string =>
  `${JSON.stringify(foldedOf(events), null, 2)}\n`;
