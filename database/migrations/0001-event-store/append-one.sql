-- The same for a lone command: no arrays of commands, which cost more than the insert itself.
create function es.append_one(
  p_cmd uuid, p_stream text, p_expected int, p_type text[], p_bodies text, p_metas text,
  out outcome text, out ver int, out pos bigint)
language plpgsql security definer set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan as $$
declare g bigint; c bytea; d bytea; t timestamptz; ms bytea; v int; o_stream text;
  body text[] := string_to_array(p_bodies, E'\x1e'); meta text[] := string_to_array(p_metas, E'\x1e');
begin
  if current_setting('transaction_isolation') <> 'read committed' then raise 'append needs read committed'; end if;
  perform from es.head for update; -- the only lock, held to commit
  select l.pos, l.chain, l.at, coalesce(w.ver, 0), o.stream, o.ver, o.pos into g, c, t, v, o_stream, ver, pos
  from (values (1)) one
  left join lateral (select l.pos, l.chain, l.at from es.log l order by l.pos desc limit 1) l on true
  left join lateral (select l.ver from es.log l where l.stream = p_stream order by l.ver desc limit 1) w on true
  left join lateral (select l.stream, l.ver, l.pos from es.log l where l.cmd = p_cmd order by l.n desc limit 1) o on true;
  if o_stream is not null then
    outcome := case when o_stream = p_stream then 'again' else 'reused' end;
    return;
  end if;
  if p_expected <> v then -- expected null = any version
    outcome := 'conflict';
    ver := v;
    return;
  end if;
  if g is null then g := 0; c := decode(repeat('00', 32), 'hex'); t := 'epoch'; end if;
  t := greatest(t, date_trunc('milliseconds', clock_timestamp()));
  ms := int8send((extract(epoch from t) * 1000)::bigint);
  for j in 1 .. cardinality(p_type) loop
    g := g + 1;
    v := v + 1;
    d := es.digest_of(meta[j], g, v, ms);
    c := es.chain_of(c, d);
    insert into es.log values (g, p_stream, v, p_cmd, j, p_type[j], t, body[j], meta[j], d, c);
  end loop;
  outcome := 'ok';
  ver := v;
  pos := g;
end $$;
