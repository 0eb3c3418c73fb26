import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One answer; `hang` never comes, `hang-after-head` stops before the body ends, `close` cuts the connection. */
export type ScriptedAnswer =
  | {
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: string;
    }
  | 'hang'
  | 'hang-after-head'
  | 'close';

export interface ReceivedRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A real HTTP server on a free port of 127.0.0.1 that answers by a script. */
export interface Receiver {
  /** `http://127.0.0.1:<port>` */
  readonly url: string;
  /** What arrived, in order. */
  readonly requests: readonly ReceivedRequest[];
  /** Sets the answers to come; the last one is repeated. */
  answer(...answers: readonly ScriptedAnswer[]): void;
  close(): Promise<void>;
}

/** What a DingTalk robot says, always with HTTP 200. */
export const robotAnswer = (errcode: number, errmsg: string): ScriptedAnswer => ({
  status: 200,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ errcode, errmsg }),
});

function give(answer: ScriptedAnswer, response: ServerResponse): void {
  if (answer === 'hang') return;
  if (answer === 'close') {
    response.socket?.destroy();
    return;
  }
  if (answer === 'hang-after-head') {
    response.writeHead(200).write('{');
    return;
  }
  response.writeHead(answer.status, answer.headers).end(answer.body);
}

export async function startReceiver(): Promise<Receiver> {
  const requests: ReceivedRequest[] = [];
  let script: readonly ScriptedAnswer[] = [{ status: 200 }];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      requests.push({
        method: request.method ?? '',
        url: new URL(request.url ?? '/', 'http://receiver'),
        headers: request.headers,
        body: Buffer.concat(parts).toString('utf8'),
      });
      const [next = 'close', ...rest] = script;
      if (rest.length > 0) script = rest;
      give(next, response);
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    answer(...answers) {
      script = answers;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
