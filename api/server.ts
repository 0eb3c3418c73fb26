import { randomUUID } from 'node:crypto';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
} from 'fastify';
import {
  serializerCompiler,
  validatorCompiler,
  type ZodTypeProvider,
} from 'fastify-type-provider-zod';
import { pino } from 'pino';
import { createRuleBooks } from '../rule-book/index.js';
import { authentication } from './access/authenticate.js';
import { createCommandPort } from './command-port.js';
import type { ApiDeps } from './deps.js';
import { answerFailure } from './failures.js';
import { createMetrics, type Metrics } from './metrics.js';
import { documentation, documentRoute } from './openapi.js';
import { Problem } from './problems.js';
import { caseRoutes } from './routes/cases.js';
import { channelRoutes } from './routes/channels.js';
import { commandRoutes } from './routes/commands.js';
import { logRoutes } from './routes/events.js';
import { coverageRoute } from './routes/coverage.js';
import { explanationRoutes } from './routes/explanation.js';
import { figuresRoute } from './routes/figures.js';
import { healthRoutes, type Shutdown } from './routes/health.js';
import { listsRoute } from './routes/lists.js';
import { liveRoute } from './routes/live.js';
import { ruleRoutes } from './routes/rules.js';
import { sessionRoutes } from './routes/session.js';
import { statisticRoutes } from './routes/statistics.js';
import { answerUnknown } from './routes/unknown.js';
import { viewRoutes } from './routes/views.js';

const bodyLimit = 1_048_576;
const windowMillis = 10_000;

declare module 'fastify' {
  interface FastifyInstance {
    /** Answers 503 on /readyz from now on, and closes event streams; requests are still taken. */
    announceStop(): void;
  }
}

/** Method, route and request id: no address, agent, query, body or header reaches a log. */
function logOf({ log = pino(), environment }: ApiDeps): FastifyBaseLogger {
  return log.child(
    { part: 'api' },
    {
      level: environment.logLevel,
      serializers: {
        req: ({ method, routeOptions }: FastifyRequest) => ({
          method,
          route: routeOptions.url ?? 'unknown',
        }),
        res: ({ statusCode }: FastifyReply) => ({ statusCode }),
        err: pino.stdSerializers.err,
      },
    },
  );
}

/**
 * The HTTP server with every route, not listening yet. Closing it closes the event streams and the
 * listening connection, not what `deps` brought.
 */
export function createServer(deps: ApiDeps): FastifyInstance {
  const app = fastify({
    loggerInstance: logOf(deps),
    bodyLimit,
    genReqId: () => randomUUID(),
    routerOptions: { maxParamLength: 200, caseSensitive: true },
    requestTimeout: 30_000,
    exposeHeadRoutes: false,
    forceCloseConnections: 'idle',
    // So that a broken address is answered like every other failure.
    frameworkErrors: (error, request, reply) => void answerFailure(error, request, reply),
  });
  const metrics = createMetrics(deps.metrics);
  const shutdown: Shutdown = { stopping: false };
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.removeContentTypeParser('text/plain');
  app.setErrorHandler(answerFailure);
  measured(app, metrics);
  protections(app, deps);
  documentation(app);
  void app.register((routes, _options, done) => {
    const api = routes.withTypeProvider<ZodTypeProvider>();
    const port = createCommandPort(deps);
    commandRoutes(api, deps, port);
    const routeDeps = { ...deps, books: createRuleBooks(deps.database.db) };
    caseRoutes(api, routeDeps);
    explanationRoutes(api, routeDeps);
    ruleRoutes(api, routeDeps);
    viewRoutes(api, deps);
    statisticRoutes(api, deps);
    coverageRoute(api, routeDeps);
    figuresRoute(api, routeDeps);
    listsRoute(api, routeDeps);
    logRoutes(api, deps);
    sessionRoutes(api, deps, metrics);
    channelRoutes(api, deps);
    healthRoutes(api, deps, port, metrics, shutdown);
    liveRoute(api, deps, metrics);
    documentRoute(routes);
    done();
  });
  app.decorate('announceStop', () => {
    shutdown.stopping = true;
  });
  return app;
}

/** Headers, cookies, who is there, and how often; in this order, before any route. */
function protections(app: FastifyInstance, deps: ApiDeps): void {
  void app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'none'"],
      },
    },
    referrerPolicy: { policy: 'no-referrer' },
    frameguard: { action: 'deny' },
    hsts: deps.tls === true,
  });
  void app.register(cookie);
  void app.register(authentication, { deps });
  void app.register(rateLimit, {
    max: deps.requestsPerTenSeconds ?? 3000,
    timeWindow: windowMillis,
    keyGenerator: (request) => request.signedIn?.actor.id ?? request.ip,
    errorResponseBuilder: (_request, { ttl }) => tooMany(Math.max(1, Math.ceil(ttl / 1000))),
  });
  app.addHook('onSend', async (request, reply) => {
    void reply.header('x-request-id', request.id);
    if (!reply.hasHeader('cache-control')) void reply.header('cache-control', 'no-store');
  });
  // After the limiter, so that it counts addresses that lead nowhere too.
  void app.register((inner, _options, done) => {
    inner.setNotFoundHandler({ preHandler: inner.rateLimit() }, answerUnknown);
    done();
  });
}

function tooMany(retryAfter: number): Problem {
  const detail = {
    en: `Too many requests at once. Try again in ${retryAfter} s.`,
    zh: `请求过于频繁，请在 ${retryAfter} 秒后重试。`,
  };
  return new Problem(429, 'too-many-requests', detail, { retryAfter });
}

function measured(app: FastifyInstance, { requests }: Metrics): void {
  app.addHook('onResponse', async (request, reply) => {
    const { method, routeOptions } = request;
    const labels = { method, route: routeOptions.url ?? 'unknown', status: reply.statusCode };
    requests.observe(labels, reply.elapsedTime / 1000);
  });
}
