grant usage on schema views to worker_rw, api_ro, auditor_ro;
grant select on all tables in schema views to worker_rw, api_ro, auditor_ro;
alter default privileges for role projector_rw in schema views
  grant select on tables to worker_rw, api_ro, auditor_ro;
