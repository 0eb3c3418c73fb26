import type { ColumnType, Generated } from 'kysely';

/** ISO instant with milliseconds, UTC; connections of `connection.ts` hand out no `Date`. */
type Instant = string;
type Json<T> = ColumnType<T, string, string>;

/** A person's or program's post: what it may do, and where. */
export interface Post {
  readonly role: string;
  readonly scope: string;
}

interface HeadTable {
  one: number;
  log_id: string;
  epoch: string;
}

interface LogTable {
  pos: number;
  stream: string;
  ver: number;
  cmd: string;
  n: number;
  type: string;
  at: Instant;
  body: string;
  meta: string;
  digest: Buffer;
  chain: Buffer;
}

interface PartTable {
  pos: number;
  no: number;
  subject: string;
  bytes: Buffer;
}

interface AcknowledgedTable {
  effect_id: string;
  stream: string;
  at: Instant;
}

interface RehearsalClockTable {
  one: number;
  now: Instant;
}

interface CheckpointTable {
  name: string;
  epoch: string;
  pos: number;
  stopped_at: number | null;
  error: string | null;
  version: number;
  updated_at: Instant;
}

interface AccountTable {
  id: string;
  name: string;
  password_hash: string;
  posts: Json<readonly Post[]>;
  disabled: Generated<boolean>;
  created_at: Instant;
}

interface SessionTable {
  token_hash: string;
  account: string;
  created_at: Instant;
  last_seen_at: Instant;
  expires_at: Instant;
}

interface BearerTable {
  token_hash: string;
  account: string | null;
  name: string;
  posts: Json<readonly Post[]>;
  label: string;
  created_at: Instant;
  expires_at: Instant | null;
  revoked_at: Instant | null;
}

interface ReadLogTable {
  id: Generated<number>;
  at: Instant;
  reader: string;
  what: string;
  stream: string | null;
  request_id: string | null;
}

interface ChannelTable {
  account: string;
  kind: 'mail' | 'webhook' | 'dingtalk';
  target: string;
  secret: string | null;
  created_at: Instant;
}

/** Every table that is not a read model's own, as kysely sees it; jsonb is written as text. */
export interface Database {
  'es.head': HeadTable;
  'es.log': LogTable;
  'es.part': PartTable;
  'runner.acknowledged': AcknowledgedTable;
  'runner.rehearsal_clock': RehearsalClockTable;
  'views.checkpoint': CheckpointTable;
  'access.account': AccountTable;
  'access.session': SessionTable;
  'access.bearer': BearerTable;
  'access.read_log': ReadLogTable;
  'access.channel': ChannelTable;
}
