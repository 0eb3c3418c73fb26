-- Where an account is told outside the product; an address is in no event and in no log.
create table access.channel (
  account uuid not null references access.account (id),
  kind text collate "C" not null check (kind in ('mail', 'webhook', 'dingtalk')),
  target text not null, -- a mail address, or the URL of a receiver or robot
  secret text, -- signs the messages; the API never gives it back
  created_at timestamptz not null,
  primary key (account, kind)
);
