revoke all on all functions in schema es from public;
grant usage on schema es to worker_rw, api_ro, projector_rw, auditor_ro, eraser;
grant select on es.head, es.log, es.part to worker_rw, api_ro, projector_rw, auditor_ro;
grant execute on function es.append, es.append_one to worker_rw;
grant execute on function es.erase to eraser;
