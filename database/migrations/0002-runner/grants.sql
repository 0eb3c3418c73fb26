grant usage on schema runner to worker_rw, api_ro, projector_rw, auditor_ro;
grant select on all tables in schema runner to worker_rw, api_ro, projector_rw, auditor_ro;
grant insert on runner.acknowledged to worker_rw;
grant insert, update on runner.rehearsal_clock to worker_rw, api_ro;
