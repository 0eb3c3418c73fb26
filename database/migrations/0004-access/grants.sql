grant usage on schema access to api_ro, auditor_ro;
grant select, insert, update, delete on access.account, access.session, access.bearer to api_ro;
grant select, insert on access.read_log to api_ro;
grant select on access.read_log to auditor_ro;
