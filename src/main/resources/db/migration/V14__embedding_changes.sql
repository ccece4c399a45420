-- Counts the statements that changed a table of vectors: who has a copy of it can tell whether the copy is still right.
alter table embedding_table add column changes bigint not null default 0;

create function count_embedding_change() returns trigger language plpgsql as $$
begin
    update embedding_table set changes = changes + 1 where 'embedding_' || id = tg_table_name;
    return null;
end
$$;

do $$
declare
    vectors text;
begin
    for vectors in select 'embedding_' || id from embedding_table loop
        execute format(
            'create trigger count_changes after insert or update or delete or truncate on %I
                for each statement execute function count_embedding_change()', vectors);
    end loop;
end
$$;
