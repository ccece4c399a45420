-- The processes that answer searches; one that has not been seen for a while is gone. The table survives a crash of the database,
-- after which a switch must not take silence for the absence of replicas.
create table replica (
    id uuid primary key,
    -- How people find it: process and host.
    name text not null,
    seen_at timestamptz not null default now(),
    -- The candidate that it has open, or cannot open; then 'failure' tells why.
    candidate uuid,
    failure text
);

-- What is to be opened beside the live version, because a switch to it waits for all replicas; nothing once that time is over.
create table model_candidate (
    id uuid primary key,
    model text not null references model_version (name) on delete cascade,
    wanted_until timestamptz not null
);
