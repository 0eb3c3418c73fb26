import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { accountNamed } from '../access/accounts.js';
import { assertOwnPage, cookieName, senderOf } from '../access/authenticate.js';
import { passwordFits } from '../access/passwords.js';
import type { SignedIn } from '../access/rule.js';
import { absoluteMillis, endSession, openSession } from '../access/sessions.js';
import { createSlowDown } from '../access/slow-down.js';
import type { ApiDeps } from '../deps.js';
import type { Metrics } from '../metrics.js';
import { Problem, problemResponses } from '../problems.js';
import type { ApiInstance } from './api-instance.js';

const SessionAnswer = z.object({
  actor: z.string().describe('The pseudonym under which the log knows you'),
  name: z.string(),
  posts: z.array(z.object({ role: z.string(), scope: z.string() })),
  via: z.enum(['session', 'token']),
  expiresAt: z.string().nullable(),
});

const SignIn = z.strictObject({
  name: z.string().min(1).max(100),
  password: z.string().min(1).max(256),
});

function sessionAnswer(signedIn: SignedIn): z.output<typeof SessionAnswer> {
  const { actor, name, via, expiresAt } = signedIn;
  const posts = actor.posts.map(({ role, scope }) => ({ role, scope }));
  return { actor: actor.id, name, posts, via, expiresAt };
}

/** Sign-in, sign-out, and who one is. */
export function sessionRoutes(app: ApiInstance, deps: ApiDeps, metrics: Metrics): void {
  signInRoute(app, deps, metrics);
  app.get(
    '/api/session',
    {
      config: { access: 'signedIn' },
      schema: {
        tags: ['session'],
        operationId: 'whoAmI',
        summary: 'Who am I, and which posts do I hold',
        response: { 200: SessionAnswer, ...problemResponses(401, 429, 503) },
      },
    },
    (request) => sessionAnswer(senderOf(request)),
  );
  app.post(
    '/api/session/end',
    {
      config: { access: 'signedIn' },
      schema: {
        tags: ['session'],
        operationId: 'signOut',
        summary: 'Sign out; the session ends on the server',
        response: { 204: z.null(), ...problemResponses(401, 403, 429, 503) },
      },
    },
    async (request, reply) => {
      const { via, credential } = senderOf(request);
      if (via === 'session') await endSession(deps.database.db, credential);
      clearCookie(reply, deps);
      void reply.header('clear-site-data', '"cache", "cookies", "storage"');
      return reply.code(204).send(null);
    },
  );
}

function signInRoute(app: ApiInstance, deps: ApiDeps, metrics: Metrics): void {
  const wallClock = deps.wallClock ?? Date.now;
  const slowDown = createSlowDown(wallClock);
  app.post(
    '/api/session',
    {
      config: { access: 'public' },
      schema: {
        tags: ['session'],
        operationId: 'signIn',
        summary: 'Sign in with an account; sets the session cookie',
        body: SignIn,
        response: { 200: SessionAnswer, ...problemResponses(400, 401, 403, 413, 415, 429, 503) },
      },
    },
    async (request, reply) => {
      assertOwnPage(request);
      const { name, password } = request.body;
      const key = `${name.toLowerCase()} ${request.ip}`;
      const seconds = slowDown.wait(key);
      if (seconds > 0) throw tooManyAttempts(seconds);
      // Counted before the password is looked at, so that many at once do not get many looks.
      slowDown.failed(key);
      const account = await accountNamed(deps.database.db, name);
      const fits = await passwordFits(account?.passwordHash, password);
      if (!account || account.disabled || !fits) {
        metrics.signInFailures.inc();
        throw wrongPassword();
      }
      slowDown.succeeded(key);
      const session = await openSession(deps.database.db, account, wallClock());
      setCookie(reply, deps, session.secretText);
      const actor = { id: `account:${account.id}`, posts: account.posts };
      const { expiresAt } = session;
      return sessionAnswer({ actor, name, via: 'session', credential: '', expiresAt });
    },
  );
}

/** The same words and the same time for a wrong password, a disabled account and one that does not exist. */
function wrongPassword(): Problem {
  return new Problem(401, 'wrong-name-or-password', {
    en: 'The name or the password is wrong.',
    zh: '用户名或密码不正确。',
  });
}

function tooManyAttempts(retryAfter: number): Problem {
  const detail = {
    en: `Too many failed attempts. Try again in ${retryAfter} s.`,
    zh: `失败次数过多，请在 ${retryAfter} 秒后重试。`,
  };
  return new Problem(429, 'too-many-attempts', detail, { retryAfter });
}

function setCookie(reply: FastifyReply, { tls = false }: ApiDeps, secretText: string): void {
  void reply.setCookie(cookieName(tls), secretText, {
    path: '/',
    httpOnly: true,
    sameSite: 'strict',
    secure: tls,
    maxAge: absoluteMillis / 1000,
  });
}

function clearCookie(reply: FastifyReply, { tls = false }: ApiDeps): void {
  const attributes = { path: '/', httpOnly: true, sameSite: 'strict', secure: tls } as const;
  void reply.clearCookie(cookieName(tls), attributes);
}
