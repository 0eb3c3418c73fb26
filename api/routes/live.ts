import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { listen, type Listener } from '../../database/listen.js';
import { allViews } from '../../projections/index.js';
import { mayRead } from '../../projections/query.js';
import { senderOf, whoIs } from '../access/authenticate.js';
import type { ApiDeps } from '../deps.js';
import type { Metrics } from '../metrics.js';
import { Problem, problemResponses } from '../problems.js';
import { PositionInput, type ApiInstance } from './api-instance.js';
import { createViewFeed, type ViewFeed } from './view-feed.js';

const defaultHeartbeatMillis = 20_000;
/** Browsers hold six connections to one host on HTTP/1.1; one sender needs no more. */
const streamsPerSender = 6;
const streamsAtAll = 500;

interface Stream {
  readonly sender: string;
  close(): void;
}

/** Server-sent events: which view has new rows, up to which position; a page then reads the view again. */
export function liveRoute(app: ApiInstance, deps: ApiDeps, metrics: Metrics): void {
  const feed = createViewFeed(deps.database.db);
  const streams = new Set<Stream>();
  let listener: Listener | undefined;
  app.addHook('onListen', async () => {
    startListening();
  });
  const startListening = () => {
    listener ??= listen(deps.databaseUrl, 'views', (payload) => void feed.heard(payload), {
      onError: (error) => app.log.warn({ err: error }, 'the listening connection was lost'),
    });
  };
  app.addHook('preClose', async () => {
    for (const stream of streams) stream.close();
    await listener?.close();
  });
  app.get(
    '/api/live',
    {
      config: { access: 'signedIn' },
      schema: {
        tags: ['views'],
        operationId: 'live',
        summary: 'Server-sent events when views change; resumes by Last-Event-ID',
        headers: z.looseObject({ 'last-event-id': PositionInput.optional() }),
        response: { ...problemResponses(400, 401, 429, 503) },
      },
    },
    async (request, reply) => {
      const sender = senderOf(request).actor.id;
      const own = [...streams].filter((stream) => stream.sender === sender);
      if (own.length >= streamsPerSender || streams.size >= streamsAtAll) throw tooManyStreams();
      startListening();
      await feed.refresh();
      const stream = openStream(deps, feed, request, reply, () => {
        streams.delete(stream);
        metrics.liveStreams.set(streams.size);
      });
      streams.add(stream);
      metrics.liveStreams.set(streams.size);
      return reply;
    },
  );
}

function tooManyStreams(): Problem {
  const detail = {
    en: 'Too many event streams are open. Close other windows.',
    zh: '打开的实时连接过多，请关闭其他窗口。',
  };
  return new Problem(429, 'too-many-streams', detail, { retryAfter: 20 });
}

/** What one reader is told: an event per view that moved, never rows. */
function openStream(
  deps: ApiDeps,
  feed: ViewFeed,
  request: FastifyRequest,
  reply: FastifyReply,
  ended: () => void,
): Stream {
  const { actor } = senderOf(request);
  const readable = new Set(
    allViews.filter((view) => mayRead(view, actor.posts)).map(({ name }) => name),
  );
  const headers = Object.entries(reply.getHeaders()).filter(([, value]) => value !== undefined);
  reply.hijack();
  const { raw } = reply;
  raw.writeHead(200, {
    ...Object.fromEntries(headers),
    'x-request-id': request.id,
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  });
  const tell = (view: string, position: number) => {
    const data = JSON.stringify({ view, position });
    raw.write(`id: ${feed.everyoneAt(readable)}\nevent: view\ndata: ${data}\n\n`);
  };
  const after = Number(request.headers['last-event-id'] ?? Number.NaN);
  raw.write(`retry: 2000\nid: ${feed.everyoneAt(readable)}\nevent: hello\ndata: {}\n\n`);
  for (const [view, position] of feed.positions())
    if (readable.has(view) && position > after) tell(view, position);
  const unsubscribe = feed.subscribe((view, position) => {
    if (readable.has(view)) tell(view, position);
  });
  const heartbeat = setInterval(() => void beat(), deps.heartbeatMillis ?? defaultHeartbeatMillis);
  const close = () => {
    clearInterval(heartbeat);
    unsubscribe();
    raw.end();
  };
  /** Nobody asked by hand, so the look does not keep the session alive, and ends the stream with it. */
  const beat = async () => {
    const still = await whoIs(deps, request, false).catch(() => undefined);
    if (still === null) close();
    else raw.write(': still here\n\n');
  };
  raw.on('close', () => {
    close();
    ended();
  });
  return { sender: actor.id, close };
}
