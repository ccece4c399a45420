-- One table of vectors per model version and catalogue, embedding_<id>: made when first needed, loaded, then indexed, then
-- switched to by its state. At most one is being loaded and one is live; a retired one is about to be dropped.
create table embedding_table (
    id bigint generated always as identity primary key,
    model text not null,
    catalogue text not null,
    state text not null check (state in ('LOADING', 'LIVE', 'RETIRED')),
    -- Whether it has an approximate (HNSW) index.
    approximate boolean not null default false,
    created_at timestamptz not null default now(),
    live_at timestamptz
);

create unique index embedding_table_place on embedding_table (model, catalogue, state) where state <> 'RETIRED';

-- Products that have no vector because their picture cannot be read.
create table embedding_skip (
    embedding_table bigint not null references embedding_table (id) on delete cascade,
    product_key bigint not null,
    picture_hash text not null,
    reason text not null,
    primary key (embedding_table, product_key)
);
