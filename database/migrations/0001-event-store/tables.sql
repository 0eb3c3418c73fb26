-- One row, locked by every append and never updated: an updated row would bloat under long reads.
create table es.head (
  one int primary key check (one = 1),
  log_id text not null,
  epoch uuid not null -- a restore sets a new one, so that consumers ahead of the log notice
);
insert into es.head values (1, 'xuncha/' || gen_random_uuid(), gen_random_uuid());

create table es.log (
  pos bigint primary key, -- 1, 2, 3 … in commit order
  stream text collate "C" not null,
  ver int not null, -- 1, 2, 3 … in the stream
  cmd uuid not null,
  n smallint not null, -- n-th event of its command
  type text collate "C" not null,
  at timestamptz not null,
  body text not null check (octet_length(body) <= 262144), -- canonical JSON: public part
  meta text not null check (octet_length(meta) <= 16384), -- canonical JSON: envelope, hashed
  digest bytea not null,
  chain bytea not null,
  unique (stream, ver),
  unique (cmd, n)
);

create table es.part (
  pos bigint,
  no smallint,
  subject uuid not null,
  bytes bytea not null,
  primary key (pos, no)
);
create index on es.part (subject);
