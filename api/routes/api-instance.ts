import type {
  FastifyBaseLogger,
  FastifyInstance,
  RawReplyDefaultExpression,
  RawRequestDefaultExpression,
  RawServerDefault,
} from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { Uuid } from '../../domain/shared/ids.js';

/** The server as routes see it: input and output types come from their zod schemas. */
export type ApiInstance = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  ZodTypeProvider
>;

/** A UUID as callers write it, in either case. */
export const UuidInput = z.string().meta({ format: 'uuid' }).toLowerCase().pipe(Uuid);

/** `?limit=` of paged answers. */
export const PageLimit = z.coerce.number().int().min(1).max(500).default(100);

/** A position in the log, as text in an address. */
export const PositionInput = z.coerce.number().int().min(0);
