import { instant, integer, text, type RowOf } from '../column.js';
import { change, defineProjection, update, type LogEvent } from '../projection.js';

const columns = {
  stream: text(),
  /** Number of the delivery within its mailbox. */
  delivery: integer(),
  channel: text(),
  kind: text<'digest' | 'urgent'>(),
  status: text<'sending' | 'waiting' | 'delivered' | 'failed'>(),
  attempts: integer(),
  /** Why the last attempt failed: the channel's code, and numbers beside it. */
  reason: text().nullable(),
  detail: text().nullable(),
  startedAt: instant(),
  /** Moment of the next attempt; null unless it waits for one. */
  retryAt: instant().nullable(),
  deliveredAt: instant().nullable(),
  failedAt: instant().nullable(),
  /** How many notices it lists, and how many it takes up beyond them. */
  notices: integer(),
  more: integer(),
};

type DeliveryRow = RowOf<typeof columns>;

interface Attempt {
  readonly delivery: number;
  readonly channel: string;
  readonly attempt: number;
}

interface Started {
  readonly delivery: number;
  readonly kind: DeliveryRow['kind'];
  readonly channels: readonly string[];
  readonly notices: readonly unknown[];
  readonly more: number;
}

function started({ stream, now, data }: LogEvent<Started>) {
  const { delivery, kind, channels, notices, more } = data;
  return channels.map((channel) =>
    change<DeliveryRow>(`${stream}/${delivery}/${channel}`, () => ({
      stream,
      delivery,
      channel,
      kind,
      status: 'sending',
      attempts: 1,
      reason: null,
      detail: null,
      startedAt: now,
      retryAt: null,
      deliveredAt: null,
      failedAt: null,
      notices: notices.length,
      more,
    })),
  );
}

function attempted<D extends Attempt>(to: (event: LogEvent<D>) => Partial<DeliveryRow>) {
  return (event: LogEvent<D>) => {
    const { delivery, channel, attempt } = event.data;
    return [
      update<DeliveryRow>(`${event.stream}/${delivery}/${channel}`, (row) => ({
        ...row,
        attempts: attempt,
        ...to(event),
      })),
    ];
  };
}

type Failure = Attempt & Pick<DeliveryRow, 'reason' | 'detail' | 'retryAt'>;

/** What became of every message to a person: one row per delivery and channel; no address, no content. */
export const deliveryLog = defineProjection({
  name: 'delivery-log',
  version: 1,
  title: { zh: '送达记录', en: 'Deliveries' },
  columns,
  filters: ['stream', 'channel', 'kind', 'status', 'reason', 'startedAt', 'deliveredAt'],
  orders: ['startedAt', 'deliveredAt', 'retryAt'],
  readableBy: ['officeDirector', 'systemOperator', 'historyAuditor'],
  on: {
    DeliveryStarted: started,
    MessageRetried: attempted<Attempt>(() => ({ status: 'sending', retryAt: null })),
    MessageDelivered: attempted<Attempt>(({ now }) => ({ status: 'delivered', deliveredAt: now })),
    MessageFailed: attempted<Failure>(({ now, data: { reason, detail, retryAt } }) => ({
      status: retryAt === null ? 'failed' : 'waiting',
      reason,
      detail,
      retryAt,
      failedAt: now,
    })),
  },
});
