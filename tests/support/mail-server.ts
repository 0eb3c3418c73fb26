import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

/** How the server treats the next mails: `silent` does not even greet, `hang` falls silent at the recipient. */
export type MailBehavior = 'accept' | 'postpone' | 'bounce' | 'refuse-text' | 'hang' | 'silent';

export interface ReceivedMail {
  readonly recipients: readonly string[];
  /** Headers and body as sent, lines ended by CRLF. */
  readonly raw: string;
  /** Whether the talk was encrypted. */
  readonly secure: boolean;
}

/** A real SMTP server on a free port of 127.0.0.1, without DNS and without a log. */
export interface MailServer {
  /** `smtp://127.0.0.1:<port>` */
  readonly url: string;
  readonly port: number;
  /** Mails that were accepted, in order. */
  readonly mails: readonly ReceivedMail[];
  behave(behavior: MailBehavior): void;
  close(): Promise<void>;
}

/** An error that the server turns into this reply; the reply names the recipient, as many do. */
const reply = (responseCode: number, text: string): Error =>
  Object.assign(new Error(text), { responseCode });

/**
 * @param tls whether STARTTLS is offered, with a certificate that nobody trusts
 * @param login the only name and password that are let in; without it nobody has to log in
 */
export async function startMailServer({
  tls = false,
  login,
}: {
  readonly tls?: boolean;
  readonly login?: { readonly user: string; readonly password: string };
} = {}): Promise<MailServer> {
  const mails: ReceivedMail[] = [];
  let behavior: MailBehavior = 'accept';
  const options: SMTPServerOptions = {
    logger: false,
    disableReverseLookup: true,
    closeTimeout: 50,
    allowInsecureAuth: true,
    disabledCommands: [...(tls ? [] : ['STARTTLS']), ...(login ? [] : ['AUTH'])],
    onConnect: (_session, answer) => {
      if (behavior !== 'silent') answer();
    },
    onAuth: ({ username, password }, _session, answer) => {
      const known = username === login?.user && password === login?.password;
      answer(known ? null : reply(535, `5.7.8 ${username ?? ''} is not known here`), {
        user: username,
      });
    },
    onRcptTo: ({ address }, _session, answer) => {
      if (behavior === 'hang') return;
      if (behavior === 'postpone') answer(reply(451, `4.7.1 <${address}> try again later`));
      else if (behavior === 'bounce') answer(reply(550, `5.1.1 <${address}> is not known here`));
      else answer();
    },
    onData: (stream, { envelope, secure }, answer) => {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        if (behavior === 'refuse-text') {
          answer(reply(554, '5.7.1 not wanted'));
          return;
        }
        const recipients = envelope.rcptTo.map(({ address }) => address);
        mails.push({ recipients, raw: Buffer.concat(parts).toString('utf8'), secure });
        answer(null, `queued as ${mails.length} for ${recipients.join()}`);
      });
    },
  };
  const server = new SMTPServer(options);
  // A client that gives up leaves an error behind on the connection it cut.
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve());
  });
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    port,
    mails,
    behave(next) {
      behavior = next;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
      }),
  };
}

/** The value of a header that stands on one line. */
export function headerOf({ raw }: ReceivedMail, name: string): string | undefined {
  const [head = ''] = raw.split('\r\n\r\n', 1);
  const line = head
    .split('\r\n')
    .find((one) => one.toLowerCase().startsWith(`${name.toLowerCase()}:`));
  return line?.slice(name.length + 1).trim();
}

/** The text of a mail whose only part is in base64. */
export function textOf({ raw }: ReceivedMail): string {
  const body = raw.slice(raw.indexOf('\r\n\r\n') + 4);
  return Buffer.from(body, 'base64').toString('utf8').replaceAll('\r\n', '\n');
}
