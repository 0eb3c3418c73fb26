import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { readEnvironment } from '../../config/environment.js';
import { startServers } from '../../servers/index.js';
import { isAlive } from '../../servers/process-identity.js';
import { isPortFree } from '../../servers/free-ports.js';
import { temporaryHome } from '../support/servers.js';

const variables = { ...process.env, DATABASE_URL: '', TEMPORAL_ADDRESS: '' };

let home: string;
beforeAll(() => {
  home = temporaryHome();
});
afterAll(() => {
  rmSync(home, { recursive: true, force: true });
});

const portOf = (address: string): number => Number(address.split(':')[1]);

const eventually = async (isSo: () => Promise<boolean> | boolean): Promise<void> => {
  while (!(await isSo())) await sleep(50);
};

test('both servers start, come back when killed, stop whole, and start again at once', async () => {
  const lines: string[] = [];
  const environment = readEnvironment({ ...variables, XUNCHA_HOME: home });
  const onProgress = (line: string): void => {
    lines.push(line);
  };
  const first = await startServers(environment, { onProgress });
  const before = first.processes.map(({ pid }) => pid);
  expect(first.processes.map(({ name }) => name)).toEqual(['PostgreSQL', 'Temporal']);

  for (const pid of before) process.kill(pid, 'SIGKILL');
  await eventually(() => first.processes.every(({ pid }) => !before.includes(pid)));
  await eventually(() => lines.filter((line) => line.endsWith('is back.')).length === 2);
  expect(await isPortFree(portOf(first.temporalAddress))).toBe(false);

  const after = first.processes.map(({ pid }) => pid);
  await first.stop();
  expect(after.filter(isAlive)).toEqual([]);

  const started = performance.now();
  const second = await startServers(environment, { onProgress });
  expect(performance.now() - started).toBeLessThan(10_000);
  expect(second.databaseUrl.startsWith('postgres://')).toBe(true);
  second.record({ api: 'http://127.0.0.1:3000' });
  expect(readFileSync(join(home, 'lock'), 'utf8')).toContain('http://127.0.0.1:3000');
  await expect(startServers(environment, { onProgress })).rejects.toThrow(
    'answers at http://127.0.0.1:3000',
  );
  await second.stop();
  await second.stop();
  expect(second.processes.map(({ pid }) => pid).filter(isAlive)).toEqual([]);
});
