-- Who may come in. Tokens are kept as the SHA-256 of their text, in hexadecimal.
create table access.account (
  id uuid primary key,
  name text collate "C" not null unique,
  password_hash text not null,
  posts jsonb not null,
  disabled boolean not null default false,
  created_at timestamptz not null
);

create table access.session (
  token_hash text collate "C" primary key,
  account uuid not null references access.account (id),
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at timestamptz not null
);
create index on access.session (account);

create table access.bearer (
  token_hash text collate "C" primary key,
  account uuid references access.account (id), -- null: a program, known by its name alone
  name text not null,
  posts jsonb not null,
  label text not null,
  created_at timestamptz not null,
  expires_at timestamptz,
  revoked_at timestamptz
);

-- Reads of sensitive things; rows are added and never changed.
create table access.read_log (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  reader text not null, -- the reader's pseudonym, as in the actor of an event
  what text not null, -- the view, stream or export that was read
  stream text collate "C",
  request_id text
);
create index on access.read_log (at);
