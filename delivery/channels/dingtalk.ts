import { createHmac } from 'node:crypto';
import { createThrottle, type Throttle } from '../throttle.js';
import { createChannel, failed, LIMIT_MILLIS, type Channel, type Delivered } from './channel.js';
import { networkFailure } from './network-failure.js';
import { httpUrl, malformedUrl, post, readText, statusFailure } from './post.js';

export interface DingTalkOptions {
  /** Longest time of one attempt. */
  readonly limitMillis?: number;
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
  /** By default 20 messages per minute and robot. */
  readonly throttle?: Throttle;
}

/** An answer is a line of JSON; the rest of a longer one is not read. */
const mostAnswerBytes = 65_536;

/** The robot is silent for a while once it was too fast, so the whole window is waited for. */
const tooFastWaitSeconds = 60;

const tooFast: ReadonlySet<number> = new Set([130_101, 410_100]);

/** What only a person can mend, by the `errcode` of the robot's answer. */
const refusals: ReadonlyMap<number, string> = new Map([
  [300_001, 'robot-unknown'],
  // Keyword, signature or source address; the text that tells which may change, says its manual.
  [310_000, 'robot-check-failed'],
  [400_013, 'group-dissolved'],
  [400_101, 'robot-unknown'],
  [400_102, 'robot-disabled'],
  [400_105, 'message-unsupported'],
  [400_106, 'robot-unknown'],
]);

/**
 * Posts to a robot of a DingTalk group, as plain text: it cannot hide a link or load a picture.
 * The subject goes first, so a robot that asks for a keyword is given 巡察. The secret may be null
 * for a robot that asks for no signature. A full window fails with `throttled`, and sends nothing.
 * Source: `stack.md` 5 (20 messages per minute).
 */
export function createDingTalkChannel({
  limitMillis = LIMIT_MILLIS,
  now = Date.now,
  throttle = createThrottle({ limit: 20, windowMillis: 60_000 }),
}: DingTalkOptions = {}): Channel {
  return createChannel({
    kind: 'dingtalk',
    limitMillis,
    failureOf: networkFailure,
    async send({ subject, text }, { target, secret }, signal) {
      const robot = httpUrl(target);
      if (robot === null) return malformedUrl;
      const waitMillis = throttle.take(robot.href, now());
      if (waitMillis > 0) {
        const retryAfterSeconds = Math.ceil(waitMillis / 1_000);
        return failed('throttled', 'the window of this robot is full', { retryAfterSeconds });
      }
      const url = secret === null || secret === '' ? robot : signedRobotUrl(robot, secret, now());
      const content = `${subject}\n\n${text}`;
      const body = JSON.stringify({ msgtype: 'text', text: { content } });
      const response = await post(url, { body, signal });
      const answer = await readText(response, mostAnswerBytes);
      return response.ok ? readAnswer(answer) : statusFailure(response, now());
    },
  });
}

/**
 * The URL with the two parameters that prove the secret: `timestamp` in milliseconds, and `sign`.
 *
 * @param robot its own parameters stay
 */
export function signedRobotUrl(robot: URL, secret: string, nowMillis: number): URL {
  const timestamp = String(nowMillis);
  const sign = createHmac('sha256', secret).update(`${timestamp}\n${secret}`).digest('base64');
  const url = new URL(robot);
  url.searchParams.set('timestamp', timestamp);
  url.searchParams.set('sign', sign);
  return url;
}

/** The robot answers HTTP 200 also when it refuses; the truth is in `errcode`. */
function readAnswer(answer: string): Delivered {
  const code = errorCode(answer);
  if (code === null) return failed('answer-malformed', 'the answer holds no errcode');
  const detail = `errcode ${code}`;
  if (code === 0) return { outcome: 'delivered', receipt: detail };
  if (tooFast.has(code)) {
    return failed('robot-too-fast', detail, { retryAfterSeconds: tooFastWaitSeconds });
  }
  const refusal = refusals.get(code);
  if (refusal !== undefined) return failed(refusal, detail, { permanent: true });
  return failed('robot-failed', detail);
}

function errorCode(answer: string): number | null {
  try {
    const parsed: unknown = JSON.parse(answer);
    if (typeof parsed !== 'object' || parsed === null || !('errcode' in parsed)) return null;
    return typeof parsed.errcode === 'number' ? parsed.errcode : null;
  } catch {
    return null;
  }
}
