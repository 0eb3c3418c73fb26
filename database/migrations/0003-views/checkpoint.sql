-- One row per read model: how far into the log its rows go, and why it stands still.
create table views.checkpoint (
  name text collate "C" primary key,
  epoch uuid not null, -- equals es.head.epoch, or the log was restored under this consumer
  pos bigint not null, -- last position whose effect is in the rows
  stopped_at bigint, -- position of the poison event
  error text,
  version int not null, -- of the read model: its table is <name>_v<version>
  updated_at timestamptz not null
);
