import { expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { allProcesses, processNamed } from '../../domain/processes.js';
import { foldedOf, readRecordedStream, recordedStreams, streamsFolder } from './recording.js';

const streams = recordedStreams();

test('every process has a recorded case', () => {
  expect(streams).toEqual(allProcesses.map(({ name }) => name).sort());
});

test.each(streams)('%s: the events of a whole case still fold to the same state', (name) => {
  const golden = readFileSync(join(streamsFolder, `${name}.state.json`), 'utf8');
  const events = readRecordedStream(name);
  expect(events.length).toBeGreaterThan(5);
  // As JSON, since a golden file has no absent values.
  expect(JSON.parse(JSON.stringify(foldedOf(events)))).toEqual(JSON.parse(golden));
});

test.each(streams)('%s: an event less gives another state', (name) => {
  const golden = JSON.parse(
    readFileSync(join(streamsFolder, `${name}.state.json`), 'utf8'),
  ) as unknown;
  expect(foldedOf(readRecordedStream(name).slice(0, -1))).not.toEqual(golden);
});

/** The organization itself lives as long as its installation. */
const endless = ['organization'];

test.each(streams)('%s: the case ends closed, and every event still fits its schema', (name) => {
  const events = readRecordedStream(name);
  const process = processNamed(name);
  for (const { type, data } of events)
    expect(process?.events.get(type)?.safeParse(data)).toMatchObject({ success: true });
  expect(process?.closed(foldedOf(events).state)).toBe(!endless.includes(name));
});
