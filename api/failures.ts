import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { UnknownEvent } from '../domain/process.js';
import { languageOf } from './language.js';
import { databaseAway, newerEvents, Problem, problemType, type FieldError } from './problems.js';

type Issue = z.core.$ZodIssue;

/** `['items', 0, 'dueOn']` as `items[0].dueOn`. */
function pathText(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[${step}]`;
    return text === '' ? String(step) : `${text}.${String(step)}`;
  }, '');
}

/** One entry per wrong field; an unknown field is named by its own path. */
export function fieldErrors(issues: readonly Issue[]): FieldError[] {
  return issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => ({
          path: pathText([...issue.path, key]),
          message: issue.message,
        }))
      : [{ path: pathText(issue.path), message: issue.message }],
  );
}

/** @param errors the wrong fields, in the language of the request */
export function invalidInput(errors: readonly FieldError[]): Problem {
  const detail = {
    en: 'Some fields are not valid; see errors.',
    zh: '部分字段有误，详见 errors。',
  };
  return new Problem(400, 'invalid-input', detail, { errors });
}

const chinese = z.locales.zhCN().localeError;

/** Parses the failed part once more, since only the request knows the language of its messages. */
function validationProblem(error: FastifyError, request: FastifyRequest): Problem {
  const part = error.validationContext as 'body' | 'params' | 'querystring' | 'headers';
  const schema: unknown = request.routeOptions.schema?.[part];
  const value: unknown = part === 'querystring' ? request.query : request[part];
  if (!(schema instanceof z.ZodType)) return invalidInput([{ path: part, message: 'not valid' }]);
  const again = schema.safeParse(
    value,
    languageOf(request) === 'zh' ? { error: chinese } : undefined,
  );
  return invalidInput(again.success ? [] : fieldErrors(again.error.issues));
}

const byFastifyCode: Readonly<Record<string, () => Problem>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: () =>
    new Problem(413, 'body-too-large', {
      en: 'The request is larger than 1 MB. Documents are stored beside a command, not in it.',
      zh: '请求超过 1 MB。文件应单独上传，不放在命令里。',
    }),
  FST_ERR_CTP_INVALID_MEDIA_TYPE: () =>
    new Problem(415, 'not-json', {
      en: 'Send the request as application/json.',
      zh: '请以 application/json 格式发送。',
    }),
  FST_ERR_CTP_EMPTY_JSON_BODY: () => malformedJson(),
  FST_ERR_CTP_INVALID_JSON_BODY: () => malformedJson(),
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: () => malformedJson(),
  FST_ERR_BAD_URL: () =>
    new Problem(400, 'malformed-address', {
      en: 'The address cannot be read.',
      zh: '地址无法识别。',
    }),
};

function malformedJson(): Problem {
  return new Problem(400, 'malformed-json', {
    en: 'The body is not readable JSON.',
    zh: '请求正文不是可读的 JSON。',
  });
}

const connectionCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ENOENT',
  'ETIMEDOUT',
  'ENOTFOUND',
]);

/** SQLSTATE classes 08 and 57P, too many connections, and what `pg` says of a lost connection. */
export function isDatabaseAway(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const message = 'message' in error ? String(error.message) : '';
  const causes: unknown = 'errors' in error ? error.errors : [];
  return (
    /^(08...|57P0[123]|53300)$/.test(code) ||
    ('syscall' in error && connectionCodes.has(code)) ||
    /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/.test(
      message,
    ) ||
    (Array.isArray(causes) && causes.some(isDatabaseAway))
  );
}

function problemOf(error: FastifyError, request: FastifyRequest): Problem {
  if (error instanceof Problem) return error;
  if (hasZodFastifySchemaValidationErrors(error)) return validationProblem(error, request);
  const known = byFastifyCode[error.code];
  if (known) return known();
  if (error instanceof UnknownEvent) return newerEvents(error);
  if (isDatabaseAway(error)) return databaseAway(error);
  if (error.statusCode === 400 && request.method === 'POST') return malformedJson();
  const detail = {
    en: 'Something went wrong here. The operator finds it in the log under the request id.',
    zh: '程序出错。请把请求编号告知管理员，可在日志中查到。',
  };
  return new Problem(500, 'internal', detail, { cause: error });
}

/** Sends a problem as `application/problem+json` in the caller's language. */
export function sendProblem(problem: Problem, request: FastifyRequest, reply: FastifyReply) {
  const { retryAfter } = problem.options;
  if (retryAfter !== undefined) reply.header('retry-after', retryAfter);
  if (problem.statusCode === 401) reply.header('www-authenticate', 'Bearer');
  const body = JSON.stringify(problem.body(languageOf(request), request.id));
  // As text, so that no route's own schema can drop a member of it.
  return reply
    .code(problem.statusCode)
    .header('content-type', `${problemType}; charset=utf-8`)
    .serializer(String)
    .send(body);
}

/** The one error handler: nothing of an error's own text or stack reaches a caller. */
export function answerFailure(error: FastifyError, request: FastifyRequest, reply: FastifyReply) {
  const problem = problemOf(error, request);
  if (problem.statusCode >= 500) {
    const cause = problem.options.cause ?? problem;
    request.log.error({ err: cause, code: problem.code }, 'request failed');
  }
  return sendProblem(problem, request, reply);
}
