import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import pino, { type Logger } from 'pino';
import type { Environment } from '../config/environment.js';

/** JSON lines on standard output, for roles that run as services. */
export function roleLog({ logLevel }: Environment): Logger {
  return pino({ level: logLevel, base: null });
}

/** JSON lines in the data folder, for commands whose standard output people read. */
export function fileLog({ logLevel, home }: Environment): Logger {
  mkdirSync(home, { recursive: true });
  const destination = pino.destination({
    dest: join(home, 'xuncha.log'),
    mkdir: true,
    sync: false,
  });
  return pino({ level: logLevel, base: null }, destination);
}
