-- What evaluations found; the id is that of the job that measured it.
create table evaluation (
    id uuid primary key,
    model text not null,
    catalogue text not null,
    report jsonb not null,
    created_at timestamptz not null default now()
);

create index evaluation_newest on evaluation (created_at desc, id);
