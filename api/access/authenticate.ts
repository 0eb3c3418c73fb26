import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import fastifyPlugin from 'fastify-plugin';
import type { ApiDeps } from '../deps.js';
import { forbidden, Problem } from '../problems.js';
import { digestOf } from './credentials.js';
import { isFromOwnPage } from './origin.js';
import { hasRole, type SignedIn } from './rule.js';
import { sessionHolder } from './sessions.js';
import { tokenHolder } from './tokens.js';

/** A page on plain http cannot have the stronger name; telling them apart keeps either from shadowing the other. */
export function cookieName(tls: boolean): string {
  return tls ? '__Host-xuncha-session' : 'xuncha-session';
}

/**
 * Finds out who a request comes from: a bearer token, else the session cookie.
 *
 * @param touch false when nobody asked by hand, so that a session is not kept alive by it
 */
export async function whoIs(
  deps: Pick<ApiDeps, 'database' | 'wallClock' | 'tls'>,
  request: FastifyRequest,
  touch = true,
): Promise<SignedIn | null> {
  const { db } = deps.database;
  const now = (deps.wallClock ?? Date.now)();
  const bearer = /^Bearer +([A-Za-z0-9_-]{20,200})$/i.exec(
    request.headers.authorization ?? '',
  )?.[1];
  if (request.headers.authorization !== undefined)
    return bearer === undefined ? null : tokenHolder(db, digestOf(bearer), now);
  const cookie = request.cookies[cookieName(deps.tls === true)];
  return cookie === undefined ? null : sessionHolder(db, digestOf(cookie), now, touch);
}

const changing = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

function notSignedIn(): Problem {
  return new Problem(401, 'not-signed-in', {
    en: 'Sign in, or send a valid bearer token. A session ends after 30 minutes without use.',
    zh: '请先登录，或提供有效的令牌。会话闲置 30 分钟后失效。',
  });
}

function foreignPage(): Problem {
  return new Problem(403, 'foreign-page', {
    en: 'The request did not come from a page of this server.',
    zh: '请求不是从本系统的页面发出的。',
  });
}

/** Closed by default: runs before a body is read, for every route and for addresses that lead nowhere. */
export const authentication = fastifyPlugin(
  (app: FastifyInstance, { deps }: { deps: ApiDeps }, done) => {
    app.decorateRequest('signedIn', null);
    app.addHook('onRequest', async (request: FastifyRequest, _reply: FastifyReply) => {
      const { access } = request.routeOptions.config;
      if (access === 'public') return;
      if (access === undefined && !request.url.startsWith('/api')) return;
      request.signedIn = await whoIs(deps, request);
      const { signedIn } = request;
      if (!signedIn) throw notSignedIn();
      const mayChange = signedIn.via === 'token' || isFromOwnPage(request.headers);
      if (changing.has(request.method) && !mayChange) throw foreignPage();
      if (Array.isArray(access) && !hasRole(signedIn.actor, access)) throw forbidden();
    });
    // Routes of the documentation plugin come without a rule of ours; they show no data.
    app.addHook('onRoute', (route) => {
      if (route.url.startsWith('/docs')) route.config = { ...route.config, access: 'public' };
      if (route.config?.access === undefined)
        throw new Error(`${String(route.method)} ${route.url} has no access rule`);
    });
    done();
  },
);

/** The sender, once the hook has let the request pass. */
export function senderOf(request: FastifyRequest): SignedIn {
  if (!request.signedIn) throw notSignedIn();
  return request.signedIn;
}

/** Refuses a sign-in that another site's page triggers. */
export function assertOwnPage(request: FastifyRequest): void {
  const { origin, 'sec-fetch-site': site } = request.headers;
  const named = origin !== undefined || site !== undefined;
  if (named && !isFromOwnPage(request.headers)) throw foreignPage();
}
