-- A table of vectors that several workers fill at once: the job that leads, whether others may begin to help it, and what they have done.
create table shared_filling (
    embedding_table bigint primary key references embedding_table (id) on delete cascade,
    job uuid not null,
    open boolean not null default true,
    embedded bigint not null default 0,
    reused bigint not null default 0,
    skipped bigint not null default 0
);
