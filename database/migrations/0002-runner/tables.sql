-- What the runner must remember outside the log; losing it only repeats effects under the same id.
create table runner.acknowledged (
  effect_id uuid primary key,
  stream text collate "C" not null,
  at timestamptz not null
);
create index on runner.acknowledged (stream);

-- The clock of a rehearsal; no row outside one.
create table runner.rehearsal_clock (
  one int primary key check (one = 1),
  now timestamptz not null
);
