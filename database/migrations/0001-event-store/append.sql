-- The only way into the log: one call appends the events of many commands, in one round trip.
create function es.append(
  p_cmd uuid[], p_stream text[], p_first int[], p_expected int[], p_n int[], -- per command; first = the batch's first on this stream
  p_type text[], p_bodies text, p_metas text, -- per event, in command order; texts joined by U+001E
  p_of int[], p_no int[], p_subject uuid[], p_bytes bytea[]) -- per protected part; of = its event
returns table (outcome text, ver int, pos bigint) -- per command: its last version and position
language plpgsql security definer set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan as $$
declare g bigint; c bytea; d bytea; t timestamptz; ms bytea; k int; e int := 0; x int := 0;
  body text[] := string_to_array(p_bodies, E'\x1e'); meta text[] := string_to_array(p_metas, E'\x1e');
  r text[]; r_ver int[]; r_pos bigint[]; cur int[];
  a_src int[]; a_own int[]; a_n int[]; a_ver int[]; a_dig bytea[]; a_chain bytea[];
begin
  if current_setting('transaction_isolation') <> 'read committed' then raise 'append needs read committed'; end if;
  perform from es.head for update; -- the only lock, held to commit
  select l.pos, l.chain, l.at into g, c, t from es.log l order by l.pos desc limit 1;
  if not found then g := 0; c := decode(repeat('00', 32), 'hex'); t := 'epoch'; end if;
  t := greatest(t, date_trunc('milliseconds', clock_timestamp()));
  ms := int8send((extract(epoch from t) * 1000)::bigint);
  select array_agg(case when o.stream = u.s then 'again' when o.stream is not null then 'reused' end order by i),
    array_agg(o.ver order by i), array_agg(o.pos order by i), array_agg(coalesce(w.ver, 0) order by i)
  into r, r_ver, r_pos, cur from unnest(p_cmd, p_stream) with ordinality u(id, s, i)
  left join lateral (select l.ver from es.log l where l.stream = u.s order by l.ver desc limit 1) w on true
  left join lateral (select l.stream, l.ver, l.pos from es.log l where l.cmd = u.id order by l.n desc limit 1) o on true;
  for i in 1 .. cardinality(p_cmd) loop
    k := p_first[i];
    if r[i] is null and p_expected[i] <> cur[k] then r[i] := 'conflict'; r_ver[i] := cur[k];
    elsif r[i] is null then -- expected null = any version
      for j in e + 1 .. e + p_n[i] loop
        g := g + 1; cur[k] := cur[k] + 1; x := x + 1;
        d := es.digest_of(meta[j], g, cur[k], ms);
        c := es.chain_of(c, d);
        a_src[x] := j; a_own[x] := i; a_n[x] := j - e; a_ver[x] := cur[k]; a_dig[x] := d; a_chain[x] := c;
      end loop;
      r[i] := 'ok'; r_ver[i] := cur[k]; r_pos[i] := g;
    end if;
    e := e + p_n[i];
  end loop;
  insert into es.log
    select g - x + u.i, p_stream[u.own], u.ver, p_cmd[u.own], u.n, p_type[u.src], t, body[u.src], meta[u.src], u.dig, u.chain
    from unnest(a_src, a_own, a_n, a_ver, a_dig, a_chain) with ordinality u(src, own, n, ver, dig, chain, i);
  if p_of <> '{}' then insert into es.part select g - x + u.i, b.no, b.subject, b.bytes
    from unnest(p_of, p_no, p_subject, p_bytes) b(src, no, subject, bytes) join unnest(a_src) with ordinality u(src, i) using (src); end if;
  return query select * from unnest(r, r_ver, r_pos);
end $$;
