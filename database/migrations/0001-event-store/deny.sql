-- Privileges keep the login roles out; these triggers stop a mistake of the owner.
create function es.deny() returns trigger language plpgsql as $$ begin raise 'append only' using errcode = '42501'; end $$;
create trigger deny before update or delete or truncate on es.log execute function es.deny();
create trigger deny before update or truncate on es.part execute function es.deny();
create trigger deny before insert or update or delete or truncate on es.head execute function es.deny();
