import { z } from 'zod';
import type { Database } from '../../database/schema.js';
import { ChannelKind } from '../../domain/mailbox/state.js';
import { Uuid } from '../../domain/shared/ids.js';
import { senderOf } from '../access/authenticate.js';
import type { SignedIn } from '../access/rule.js';
import type { ApiDeps } from '../deps.js';
import { invalidInput } from '../failures.js';
import { notFound, Problem, problemResponses } from '../problems.js';
import type { ApiInstance } from './api-instance.js';

const ChannelAnswer = z.object({
  kind: ChannelKind,
  target: z.string().describe('A mail address, or the URL of a receiver or robot'),
  hasSecret: z.boolean().describe('Whether messages are signed; the secret itself is never given'),
  createdAt: z.string(),
});

const ChannelBody = z.strictObject({
  target: z.string().min(3).max(500),
  secret: z
    .string()
    .min(8)
    .max(200)
    .nullable()
    .optional()
    .describe('Signs the messages; absent keeps the one there is, null removes it'),
});

const KindParams = z.object({ kind: ChannelKind });

/** Where one is told outside the product: one's own addresses, kept beside the account and in no event. */
export function channelRoutes(app: ApiInstance, deps: ApiDeps): void {
  listRoute(app, deps);
  putRoute(app, deps);
  deleteRoute(app, deps);
}

function listRoute(app: ApiInstance, { database: { db } }: ApiDeps): void {
  app.get(
    '/api/me/channels',
    {
      config: { access: 'signedIn' },
      schema: {
        tags: ['channels'],
        operationId: 'myChannels',
        summary: 'My addresses outside the product',
        response: {
          200: z.object({ channels: z.array(ChannelAnswer) }),
          ...problemResponses(401, 403, 429, 503),
        },
      },
    },
    async (request) => {
      const rows = await db
        .selectFrom('access.channel')
        .selectAll()
        .where('account', '=', accountOf(senderOf(request)))
        .orderBy('kind')
        .execute();
      return { channels: rows.map(channelAnswer) };
    },
  );
}

function putRoute(app: ApiInstance, deps: ApiDeps): void {
  const { db } = deps.database;
  const wallClock = deps.wallClock ?? Date.now;
  app.put(
    '/api/me/channels/:kind',
    {
      config: { access: 'signedIn' },
      schema: {
        tags: ['channels'],
        operationId: 'setMyChannel',
        summary: 'Set my address of one kind; messages go there from the next one on',
        params: KindParams,
        body: ChannelBody,
        response: {
          200: ChannelAnswer,
          ...problemResponses(400, 401, 403, 413, 415, 429, 503),
        },
      },
    },
    async (request) => {
      const account = accountOf(senderOf(request));
      const { kind } = request.params;
      const { target, secret } = request.body;
      assertTarget(kind, target);
      return db.transaction().execute(async (transaction) => {
        const row = await transaction
          .insertInto('access.channel')
          .values({
            account,
            kind,
            target,
            secret: secret ?? null,
            created_at: new Date(wallClock()).toISOString(),
          })
          .onConflict((conflict) =>
            conflict
              .columns(['account', 'kind'])
              .doUpdateSet(secret === undefined ? { target } : { target, secret }),
          )
          .returningAll()
          .executeTakeFirstOrThrow();
        // Thrown inside the transaction, so that a refusal leaves the old address as it was.
        if (kind === 'webhook' && row.secret === null) throw secretMissing();
        return channelAnswer(row);
      });
    },
  );
}

function deleteRoute(app: ApiInstance, { database: { db } }: ApiDeps): void {
  app.delete(
    '/api/me/channels/:kind',
    {
      config: { access: 'signedIn' },
      schema: {
        tags: ['channels'],
        operationId: 'removeMyChannel',
        summary: 'Remove my address of one kind; nothing is sent there any more',
        params: KindParams,
        response: { 204: z.null(), ...problemResponses(400, 401, 403, 404, 429, 503) },
      },
    },
    async (request, reply) => {
      const { numDeletedRows } = await db
        .deleteFrom('access.channel')
        .where('account', '=', accountOf(senderOf(request)))
        .where('kind', '=', request.params.kind)
        .executeTakeFirst();
      if (numDeletedRows === 0n) throw noSuchChannel();
      return reply.code(204).send(null);
    },
  );
}

interface ChannelRow extends Omit<Database['access.channel'], 'account'> {
  readonly account: string;
}

function channelAnswer({ kind, target, secret, created_at: createdAt }: ChannelRow) {
  return { kind, target, hasSecret: secret !== null, createdAt };
}

/** @throws Problem for a program, which has posts and no mailbox */
function accountOf({ actor }: SignedIn): string {
  const account = Uuid.safeParse(actor.id.replace(/^account:/, '')).data;
  if (account === undefined || !actor.id.startsWith('account:'))
    throw new Problem(403, 'no-account', {
      en: 'Only an account is told something; a token of a program has no addresses.',
      zh: '只有账户可以设置接收地址；程序令牌没有收件箱。',
    });
  return account;
}

/** @throws Problem 400 for what the channel of that kind could never reach */
function assertTarget(kind: ChannelKind, target: string): void {
  const isFit = kind === 'mail' ? z.email().safeParse(target).success : isPlainUrl(target);
  if (isFit) return;
  const message =
    kind === 'mail' ? 'one mail address' : 'an http or https URL without a name or password in it';
  throw invalidInput([{ path: 'target', message }]);
}

function isPlainUrl(target: string): boolean {
  if (!URL.canParse(target)) return false;
  const { protocol, username, password } = new URL(target);
  return ['http:', 'https:'].includes(protocol) && username === '' && password === '';
}

function secretMissing(): Problem {
  return invalidInput([{ path: 'secret', message: 'a webhook needs a secret to sign with' }]);
}

function noSuchChannel(): Problem {
  return notFound('no-such-channel', {
    en: 'You have no address of this kind.',
    zh: '您没有设置这种接收地址。',
  });
}
