import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, rmSync } from 'node:fs';
import { request as requestHttp } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { request as requestHttps } from 'node:https';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import type { OnProgress } from './server-process.js';
import { StartupError } from './startup-error.js';

const run = promisify(execFile);

const connectWithinMs = 3_000;
const idleLimitMs = 30_000;
const redirectLimit = 5;

/** Folder of the official release, ending in `/`. */
export const releaseUrl = (version: string): string =>
  `https://github.com/temporalio/temporal/releases/download/v${version}/`;

/** Name of the release archive for this machine. */
export const archiveName = (version: string): string =>
  `temporal_${version}_${process.platform}_${process.arch === 'x64' ? 'amd64' : process.arch}.tar.gz`;

const ask = (url: URL): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    const secure = url.protocol === 'https:';
    const request = (secure ? requestHttps : requestHttp)(url);
    const giveUp = setTimeout(() => {
      request.destroy(new Error(`${url.host} did not answer within ${connectWithinMs / 1000} s`));
    }, connectWithinMs);
    const connected = (): void => clearTimeout(giveUp);
    request.once('socket', (socket) => {
      if (socket.connecting) socket.once(secure ? 'secureConnect' : 'connect', connected);
      else connected();
    });
    request.setTimeout(idleLimitMs, () => request.destroy(new Error('the transfer stood still')));
    request.once('response', resolve);
    request.once('error', reject);
    request.once('close', connected);
    request.end();
  });

/** Follows redirects, as release files live on another host than their page. */
const open = async (url: URL): Promise<IncomingMessage> => {
  let at = url;
  for (let hop = 0; hop <= redirectLimit; hop += 1) {
    const response = await ask(at);
    const { statusCode = 0, headers } = response;
    if (statusCode === 200) return response;
    response.resume();
    if (statusCode < 300 || statusCode >= 400 || headers.location === undefined) {
      throw new StartupError(`${at.host} answered ${statusCode} for ${url.pathname}`);
    }
    at = new URL(headers.location, at);
    if (url.protocol === 'https:' && at.protocol !== 'https:') {
      throw new StartupError(`${url.host} sent us to an address without encryption`);
    }
  }
  throw new StartupError(`${url.host} sent us in a circle`);
};

const readText = async (url: URL): Promise<string> => {
  let text = '';
  for await (const chunk of await open(url)) text += String(chunk);
  return text;
};

const save = async (url: URL, file: string, onProgress: OnProgress): Promise<void> => {
  const response = await open(url);
  const total = Number(response.headers['content-length'] ?? 0);
  let received = 0;
  let told = 0;
  response.on('data', (chunk: Buffer) => {
    received += chunk.length;
    const tenth = total === 0 ? 0 : Math.floor((received / total) * 10);
    if (tenth > told) onProgress(`Downloading the Temporal server: ${tenth * 10} %.`);
    told = Math.max(told, tenth);
  });
  await pipeline(response, createWriteStream(file));
};

const digestOf = async (file: string): Promise<string> => {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  return hash.digest('hex');
};

/**
 * Downloads the official release archive, checks it against the release's own `checksums.txt`, and
 * unpacks `temporal-server` and `temporal-sql-tool` into the folder.
 *
 * @param base folder of the release, ending in `/`
 * @throws when the host is not reached within 3 s, or the archive is not the one it should be
 */
export const downloadTemporal = async (
  base: string,
  archive: string,
  folder: string,
  onProgress: OnProgress,
): Promise<void> => {
  const sums = await readText(new URL('checksums.txt', base));
  const line = sums.split('\n').find((entry) => entry.trim().endsWith(archive));
  const expected = line?.trim().split(/\s+/)[0];
  if (expected === undefined) throw new StartupError(`the release holds no ${archive}`);
  onProgress(`Downloading the Temporal server (${archive}, once, about a minute).`);
  const file = join(folder, archive);
  await save(new URL(archive, base), file, onProgress);
  if ((await digestOf(file)) !== expected) {
    throw new StartupError(`${archive} does not match the release's checksum and was thrown away`);
  }
  await run('tar', ['-xzf', file, '-C', folder, 'temporal-server', 'temporal-sql-tool']);
  rmSync(file);
};
