-- The foreign servers that hold a table's rows, one partition each, in the order of the partitions; none for a table of this database.
alter table embedding_table add column servers text[] not null default '{}';

-- Has each server run its statements, all servers at the same time. They are committed there whatever becomes of this transaction.
-- Only called where vectors lie on several servers, which is where the extension dblink is.
create function run_on_vector_servers(servers text[], statements text[]) returns void language plpgsql as $$
declare
    connection text;
begin
    for i in 1 .. cardinality(servers) loop
        perform dblink_connect('vitrine_' || i, servers[i]);
    end loop;
    for i in 1 .. cardinality(servers) loop
        perform dblink_send_query('vitrine_' || i, statements[i]);
    end loop;
    for i in 1 .. cardinality(servers) loop
        loop
            perform from dblink_get_result('vitrine_' || i) as result (status text);
            exit when not found;
        end loop;
    end loop;
    for i in 1 .. cardinality(servers) loop
        perform dblink_disconnect('vitrine_' || i);
    end loop;
exception when others then
    foreach connection in array coalesce(dblink_get_connections(), '{}') loop
        if connection like 'vitrine\_%' then
            perform dblink_disconnect(connection);
        end if;
    end loop;
    raise;
end
$$;
