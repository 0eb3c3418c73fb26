import { mailbox } from '../../domain/mailbox/index.js';
import type { MailboxState } from '../../domain/mailbox/state.js';
import { stateAfter } from '../case-state.js';
import { date, instant, integer, json, list, text, type RowOf } from '../column.js';
import { change, defineProjection, type LogEvent } from '../projection.js';

const columns = {
  stream: text(),
  holder: text(),
  status: text(),
  /** Kinds with an address, and those that are used. */
  found: list(),
  channels: list(),
  /** As `20:00–08:00`; null when the holder wants none. */
  quiet: text().nullable(),
  digestOn: date().nullable(),
  /** Deliveries that a channel is still busy with. */
  underWay: integer(),
  openedAt: instant(),
  deliveredAt: instant().nullable(),
  failedAt: instant().nullable(),
  state: json<MailboxState>(),
};

type MailboxRow = RowOf<typeof columns>;

function follow(event: LogEvent) {
  return [
    change<MailboxRow>(event.stream, (row) => {
      const state = stateAfter<MailboxState>(row?.state, event);
      if (!state) return row;
      const { holder, status, found, channels, quiet, digestOn, deliveries } = state;
      const { stream, now, type } = event;
      return {
        stream,
        holder,
        status,
        found,
        channels,
        quiet: quiet && `${quiet.from}–${quiet.to}`,
        digestOn,
        underWay: Object.keys(deliveries).length,
        openedAt: row?.openedAt ?? now,
        deliveredAt: type === 'MessageDelivered' ? now : (row?.deliveredAt ?? null),
        failedAt: type === 'DeliveryFailed' ? now : (row?.failedAt ?? null),
        state,
      };
    }),
  ];
}

/** Who can be told, by which way and when; one row per mailbox, without any address. */
export const mailboxList = defineProjection({
  name: 'mailbox-list',
  version: 1,
  title: { zh: '收件箱总表', en: 'Mailboxes' },
  columns,
  filters: ['stream', 'holder', 'status', 'channels', 'digestOn'],
  orders: ['openedAt', 'deliveredAt', 'failedAt'],
  hidden: ['state'],
  readableBy: ['officeDirector', 'systemOperator', 'historyAuditor'],
  on: Object.fromEntries([...mailbox.events.keys()].map((type) => [type, follow])),
});
