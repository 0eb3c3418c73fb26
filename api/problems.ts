import { z } from 'zod';
import type { Language, Words } from './language.js';

/** One wrong field: where it is and what is wrong with it. */
export interface FieldError {
  /** As `items[0].dueOn`; for a header its name; empty for the whole body. */
  readonly path: string;
  readonly message: string;
}

/** What the case looked like when it refused a command. */
export interface Found {
  readonly status: string;
  readonly version: number;
}

/** The body of every answer that is no success: RFC 9457 with a stable `code`. */
export const ProblemBody = z
  .object({
    type: z.literal('about:blank'),
    title: z.string(),
    status: z.int(),
    code: z.string(),
    detail: z.string(),
    requestId: z.string(),
    errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
    found: z.object({ status: z.string(), version: z.int() }).optional(),
    exists: z.array(z.string()).optional(),
  })
  .meta({ id: 'Problem' });

/** @param statuses the failures a route can answer; their schemas for OpenAPI and the serializer */
export function problemResponses(...statuses: readonly number[]) {
  return Object.fromEntries(
    [...statuses, 500].map((status) => [
      status,
      {
        description: titles[status]?.en ?? 'Failure',
        content: { [problemType]: { schema: ProblemBody } },
      },
    ]),
  );
}

export const problemType = 'application/problem+json';

const titles: Readonly<Record<number, Words>> = {
  400: { en: 'The request is not valid', zh: '请求内容有误' },
  401: { en: 'Not signed in', zh: '尚未登录' },
  403: { en: 'Not permitted', zh: '没有权限' },
  404: { en: 'Not found', zh: '没有找到' },
  405: { en: 'Method not allowed', zh: '不支持此方法' },
  409: { en: 'The case refuses the command', zh: '当前状态不接受此操作' },
  413: { en: 'Too large', zh: '内容过大' },
  415: { en: 'Only JSON is taken', zh: '只接受 JSON' },
  422: { en: 'Key already used', zh: '幂等键已用于其他请求' },
  429: { en: 'Too many requests', zh: '请求过于频繁' },
  500: { en: 'Internal error', zh: '内部错误' },
  503: { en: 'Not available right now', zh: '暂时不可用' },
  504: { en: 'Not there yet', zh: '尚未就绪' },
};

interface ProblemOptions {
  readonly errors?: readonly FieldError[];
  readonly found?: Found;
  /** Names of what does exist, when something unknown was asked for. */
  readonly exists?: readonly string[];
  /** Seconds after which the same request may succeed. */
  readonly retryAfter?: number;
  readonly cause?: unknown;
}

/** A failure with a stable code and a sentence that a clerk or operator understands. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly statusCode: number;
  readonly code: string;
  readonly detail: Words;
  readonly options: ProblemOptions;

  /** @param detail both languages, or one text for both (a rejection of the domain) */
  constructor(
    statusCode: number,
    code: string,
    detail: Words | string,
    options: ProblemOptions = {},
  ) {
    const words = typeof detail === 'string' ? { en: detail, zh: detail } : detail;
    super(words.en, options.cause === undefined ? {} : { cause: options.cause });
    this.statusCode = statusCode;
    this.code = code;
    this.detail = words;
    this.options = options;
  }

  /** The answer's body in one language. */
  body(language: Language, requestId: string): z.output<typeof ProblemBody> {
    const { errors, found, exists } = this.options;
    return {
      type: 'about:blank',
      title: titles[this.statusCode]?.[language] ?? 'Error',
      status: this.statusCode,
      code: this.code,
      detail: this.detail[language],
      requestId,
      ...(errors ? { errors: [...errors] } : {}),
      ...(found ? { found } : {}),
      ...(exists ? { exists: [...exists] } : {}),
    };
  }
}

/** @param code says what is missing; the sentence never tells whether it exists for someone else */
export function notFound(code: string, detail: Words, exists?: readonly string[]): Problem {
  return new Problem(404, code, detail, exists ? { exists } : {});
}

export function noSuchCase(): Problem {
  return notFound('not-found', {
    en: 'There is no such case, or it is not yours to see.',
    zh: '没有这个案卷，或者您无权查看。',
  });
}

export function forbidden(): Problem {
  return new Problem(403, 'forbidden', {
    en: 'None of your posts permits this.',
    zh: '您的岗位没有此项权限。',
  });
}

export function databaseAway(cause?: unknown): Problem {
  const detail = {
    en: 'The database does not answer. Nothing is lost: repeat the same request with the same key in a few seconds.',
    zh: '数据库暂时没有响应。数据不会丢失，请稍后用同一个幂等键重发同一请求。',
  };
  return new Problem(503, 'database-away', detail, { retryAfter: 5, cause });
}

export function newerEvents(cause?: unknown): Problem {
  const detail = {
    en: 'A newer version of the program wrote to this case. Try again when the upgrade is complete.',
    zh: '此案卷已由更新版本的程序写入，请在升级完成后重试。',
  };
  return new Problem(503, 'newer-events', detail, { retryAfter: 30, cause });
}
