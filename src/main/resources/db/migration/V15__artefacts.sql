-- Files that all replicas need, where vitrine.artefacts.store is 'database'; otherwise these tables stay empty.

-- Directories of unfinished work as they were last published.
create table workspace (
    name text primary key,
    -- The files: hash and relative path, one a line.
    manifest text not null,
    published_at timestamptz not null default now()
);

-- Content under its SHA-256, which is there for good, or belongs to a workspace and is deleted when that does not name it any more.
create table artefact (
    id bigint generated always as identity primary key,
    hash text not null,
    workspace text references workspace (name) on delete cascade
);

create unique index artefact_place on artefact (hash, coalesce(workspace, ''));

create index artefact_workspace on artefact (workspace) where workspace is not null;

-- In the order of their numbers, from 0 on; all are written in the transaction that writes the artefact.
create table artefact_piece (
    artefact bigint not null references artefact (id) on delete cascade,
    number integer not null,
    content bytea not null,
    primary key (artefact, number)
);

-- Pictures and weights hardly compress.
alter table artefact_piece alter column content set storage external;
