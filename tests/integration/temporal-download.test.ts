import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { downloadTemporal } from '../../servers/temporal-download.js';

const archive = 'temporal_1.32.1_linux_amd64.tar.gz';
const quiet = (): void => undefined;

let folder: string;
let target: string;
let server: Server;
let base: string;
let files: Record<string, Buffer | string>;

/** A release page like the real one, which sends every file to another path first. */
const serve = (): Server =>
  createServer((request, response) => {
    const [place, name = ''] = (request.url ?? '').split('/').slice(1);
    if (place === 'release') {
      response.writeHead(302, { location: `/store/${name}` }).end();
      return;
    }
    const content = files[name];
    response.writeHead(content === undefined ? 404 : 200).end(content);
  });

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'xuncha-download-'));
  server = serve();
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  base = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/release/`;
  for (const name of ['temporal-server', 'temporal-sql-tool', 'tdbg']) {
    writeFileSync(join(folder, name), `#!/bin/sh\necho ${name}\n`, { mode: 0o755 });
  }
  const names = ['temporal-server', 'temporal-sql-tool', 'tdbg'];
  execFileSync('tar', ['-czf', join(folder, archive), '-C', folder, ...names]);
});

afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

beforeEach(() => {
  target = mkdtempSync(join(folder, 'target-'));
  const content = readFileSync(join(folder, archive));
  const digest = createHash('sha256').update(content).digest('hex');
  files = { [archive]: content, 'checksums.txt': `${digest}  ${archive}\n` };
});

test('the two programs are unpacked from an archive that matches its checksum', async () => {
  await downloadTemporal(base, archive, target, quiet);
  expect(readdirSync(target).sort()).toEqual(['temporal-server', 'temporal-sql-tool']);
  const said = execFileSync(join(target, 'temporal-server'), { encoding: 'utf8' });
  expect(said).toBe('temporal-server\n');
});

test('an archive with another checksum is thrown away', async () => {
  files['checksums.txt'] = `${'0'.repeat(64)}  ${archive}\n`;
  await expect(downloadTemporal(base, archive, target, quiet)).rejects.toThrow(/does not match/);
  expect(readdirSync(target)).not.toContain('temporal-server');
});

test('a release without an archive for this machine says so', async () => {
  const other = 'temporal_1.32.1_plan9_mips.tar.gz';
  await expect(downloadTemporal(base, other, target, quiet)).rejects.toThrow(`no ${other}`);
});

test('a host that does not answer is given up within 4 s', async () => {
  const started = performance.now();
  // An address of the range set aside for documentation: nobody answers there.
  const nowhere = 'http://192.0.2.1/release/';
  await expect(downloadTemporal(nowhere, archive, target, quiet)).rejects.toThrow();
  expect(performance.now() - started).toBeLessThan(4_000);
});
