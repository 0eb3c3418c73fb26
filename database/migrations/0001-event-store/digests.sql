-- Leaf and chain of the tree over all events (RFC 6962 leaf hash); both ways into the log use them.
create function es.digest_of(p_meta text, p_pos bigint, p_ver int, p_ms bytea) returns bytea
language sql immutable return
  sha256('\x004c31'::bytea || sha256(convert_to(p_meta, 'UTF8')) || int8send(p_pos) || int8send(p_ver::bigint) || p_ms);

create function es.chain_of(p_chain bytea, p_digest bytea) returns bytea
language sql immutable return sha256('\x02'::bytea || p_chain || p_digest);
