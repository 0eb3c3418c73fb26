import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Client, Connection } from '@temporalio/client';
import { connect } from '../database/connection.js';
import { createServer } from './server.js';

const file = join(import.meta.dirname, '../docs/openapi.json');

/**
 * The OpenAPI document of this version, as `docs/openapi.json` holds it. Nothing is connected to: the
 * document follows from the declarations alone.
 */
export async function openApiText(): Promise<string> {
  const databaseUrl = 'postgres://nobody@127.0.0.1:1/nothing';
  const database = connect(databaseUrl);
  const client = new Client({ connection: Connection.lazy({ address: '127.0.0.1:1' }) });
  const server = createServer({
    environment: { host: '127.0.0.1', port: 0, logLevel: 'silent' },
    temporal: { client, taskQueue: 'none' },
    database,
    databaseUrl,
    clock: () => new Date().toISOString(),
  });
  try {
    await server.ready();
    return `${JSON.stringify(server.swagger(), null, 2)}\n`;
  } finally {
    await server.close();
    await database.close();
    await client.connection.close();
  }
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });
  const text = await openApiText();
  if (!values.check) {
    await writeFile(file, text);
    process.stdout.write('docs/openapi.json is written.\n');
  } else if ((await readFile(file, 'utf8').catch(() => '')) !== text) {
    process.stderr.write('docs/openapi.json is not current: run npm run openapi.\n');
    process.exitCode = 1;
  }
}

if (process.argv[1] === import.meta.filename) void main();
