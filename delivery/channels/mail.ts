import { createTransport } from 'nodemailer';
import { createChannel, failed, LIMIT_MILLIS, type Channel, type Failed } from './channel.js';
import { networkFailure } from './network-failure.js';

export interface MailOptions {
  /** `smtp://` (encrypted when the server offers it) or `smtps://`, with name and password if needed. */
  readonly url: string;
  /** Sender, as `巡察办 <xuncha@example.org>`. */
  readonly from: string;
  /** Longest silence of the server: while connecting, before its greeting, and in the talk. */
  readonly limitMillis?: number;
}

/** A server that answers a byte at a time is never silent; so the whole talk is bounded too. */
const limitsPerTalk = 6;

/**
 * Mail by SMTP, one connection per message. Message-ID and `X-Xuncha-Key` come from the message's
 * key, so a mailbox can drop the second copy when an answer was lost and the attempt was repeated.
 *
 * @throws RangeError when the URL is not one of SMTP; the message does not repeat it, as it may hold
 * a password
 */
export function createMailChannel({ url, from, limitMillis = LIMIT_MILLIS }: MailOptions): Channel {
  if (!URL.canParse(url) || !['smtp:', 'smtps:'].includes(new URL(url).protocol)) {
    throw new RangeError('the mail server must look like smtp://host:587 or smtps://host:465');
  }
  const transport = createTransport({
    url,
    connectionTimeout: limitMillis,
    greetingTimeout: limitMillis,
    socketTimeout: limitMillis,
    dnsTimeout: limitMillis,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return createChannel({
    kind: 'mail',
    limitMillis: limitMillis * limitsPerTalk,
    failureOf: mailFailure,
    async send({ key, subject, text }, { target }, signal) {
      if (!isMailAddress(target)) return malformedAddress;
      const sent = await transport.sendMail({
        from,
        to: { name: '', address: target },
        subject,
        text,
        textEncoding: 'base64',
        messageId: `<${key}@xuncha.local>`,
        // The second header asks servers for no answer of absence (RFC 3834).
        headers: { 'X-Xuncha-Key': key, 'Auto-Submitted': 'auto-generated' },
        signal,
      });
      return { outcome: 'delivered', receipt: receiptOf(sent.response) };
    },
  });
}

const malformedAddress = failed('address-malformed', 'not one mail address', { permanent: true });

/** One address and nothing else: no list, no name, no line break that could begin a header. */
function isMailAddress(target: string): boolean {
  return target.length <= 254 && /^[^\s@,;:<>()"\\]+@[^\s@,;:<>()"\\]+$/u.test(target);
}

/** What the server answered, mostly the number under which it queued the mail; addresses are left out. */
function receiptOf(response: string): string {
  return response.replace(/\S*@\S*/g, '…').slice(0, 200);
}

/**
 * A reply to sender, recipient or text that begins with 5 is a bounce. A server that refuses us, by
 * its greeting or our login, says nothing of this recipient: that passes once an operator mends it.
 * Source: RFC 5321, 4.2.1 (503 and 530 speak of the talk, not of the mail).
 */
function mailFailure(error: unknown): Failed {
  const { code, responseCode, response } = readError(error);
  if (responseCode === null) return networkFailure(error);
  const detail = ['SMTP', String(responseCode), ...enhancedStatus(response)].join(' ');
  if (code === 'EAUTH' || responseCode === 530) return failed('login-refused', detail);
  const ofMail = code === 'EENVELOPE' || code === 'EMESSAGE';
  if (ofMail && responseCode >= 500 && responseCode !== 503) {
    return failed('bounced', detail, { permanent: true });
  }
  return failed(ofMail ? 'postponed' : 'server-refused', detail);
}

/** The three numbers after the reply code, as `5.1.1`; they say why, and name nobody (RFC 3463). */
function enhancedStatus(response: string): readonly string[] {
  const [, status] = /^\d{3}[ -](\d\.\d{1,3}\.\d{1,3})\b/.exec(response) ?? [];
  return status === undefined ? [] : [status];
}

function readError(error: unknown): {
  readonly code: unknown;
  readonly responseCode: number | null;
  readonly response: string;
} {
  const fields: { code?: unknown; responseCode?: unknown; response?: unknown } =
    typeof error === 'object' && error !== null ? error : {};
  return {
    code: fields.code,
    responseCode: typeof fields.responseCode === 'number' ? fields.responseCode : null,
    response: typeof fields.response === 'string' ? fields.response : '',
  };
}
