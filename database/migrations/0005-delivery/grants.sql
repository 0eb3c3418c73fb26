grant select, insert, update, delete on access.channel to api_ro;
grant usage on schema access to worker_rw;
grant select on access.channel to worker_rw;
-- Whom to tell, and nothing that lets anyone in: no password hash.
grant select (id, name, posts, disabled) on access.account to worker_rw;
