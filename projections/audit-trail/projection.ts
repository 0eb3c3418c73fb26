import { instant, integer, list, text, type RowOf } from '../column.js';
import { defineProjection, put } from '../projection.js';

const columns = {
  position: integer(),
  stream: text(),
  version: integer(),
  type: text(),
  schemaVersion: integer(),
  at: instant(),
  now: instant(),
  actor: text(),
  roles: list(),
  cause: text().nullable(),
  commandId: text(),
};

/** Sorts as the position does. */
const keyOf = (position: number): string => String(position).padStart(16, '0');

/** What happened, who did it and why it happened: one row per event, nothing of its content. */
export const auditTrail = defineProjection({
  name: 'audit-trail',
  version: 1,
  title: { zh: '审计轨迹', en: 'Audit trail' },
  columns,
  filters: ['stream', 'type', 'actor', 'roles', 'commandId', 'cause', 'at'],
  orders: ['position', 'at'],
  readableBy: ['historyAuditor'],
  joinCase: true,
  appendOnly: true,
  envelopeOnly: true,
  every: ({ position, stream, version, type, schemaVersion, at, now, actor, cause, commandId }) => [
    put<RowOf<typeof columns>>(keyOf(position), {
      position,
      stream,
      version,
      type,
      schemaVersion,
      at,
      now,
      actor: actor.id,
      roles: [...new Set(actor.posts.map(({ role }) => role))],
      cause,
      commandId,
    }),
  ],
});
