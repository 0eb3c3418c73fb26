-- Deletes the protected parts of one subject, and only when an event of the log orders it.
create function es.erase(p_subject uuid, p_pos bigint) returns bigint
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare erased bigint;
begin
  if not exists (
    select from es.log l
    where l.pos = p_pos and l.type = 'ProtectedPartErased' and l.body::jsonb ->> 'subject' = p_subject::text
  ) then
    raise 'no event at position % orders the erasure of this subject', p_pos using errcode = '42501';
  end if;
  delete from es.part p where p.subject = p_subject and p.pos < p_pos;
  get diagnostics erased = row_count;
  return erased;
end $$;
