import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance } from 'fastify';
import { createJsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { allProcesses } from '../domain/processes.js';

/** Version of the HTTP interface, by SemVer. */
const apiVersion = '1.0.0';

const description = `Every change is a command to one case; it is decided by the case's own workflow and kept as
events. Commands carry an Idempotency-Key: the same request sent twice changes things once. Failures are
application/problem+json (RFC 9457) with a stable \`code\`, in Chinese or English by Accept-Language.`;

const transform = createJsonSchemaTransform({ skipList: [] });

/** Describes the routes that come after it, from the schemas that also check them; pages need no network. */
export function documentation(app: FastifyInstance): void {
  void app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'xuncha', version: apiVersion, description, license: { name: 'Apache-2.0' } },
      tags: allProcesses.map(({ name, title }) => ({
        name,
        description: `${title.en} (${title.zh})`,
      })),
      components: {
        securitySchemes: {
          token: { type: 'http', scheme: 'bearer' },
          session: { type: 'apiKey', in: 'cookie', name: 'xuncha-session' },
        },
      },
    },
    transform: (document) => {
      const { schema, url } = transform(document);
      const { access } = document.route.config ?? {};
      const isPublic = access === 'public';
      const hide = url.startsWith('/docs') || url === '/openapi.json' || url === '/';
      return {
        url,
        schema: {
          ...schema,
          ...(hide ? { hide } : {}),
          security: isPublic ? [] : [{ token: [] }, { session: [] }],
          'x-access': access,
        },
      };
    },
    transformObject: jsonSchemaTransformObject,
  });
  void app.register(swaggerUi, { routePrefix: '/docs', staticCSP: true });
}

/** `/openapi.json`, and the way there from `/`; public: they say what can be asked, not what is stored. */
export function documentRoute(app: FastifyInstance): void {
  app.get('/', { config: { access: 'public' } }, (_request, reply) => reply.redirect('/docs'));
  app.get(
    '/openapi.json',
    { config: { access: 'public' }, schema: { response: { 200: z.unknown() } } },
    () => app.swagger(),
  );
}
