-- Versions of dual encoders; the files lie in the artefact store under 'artefact'.
create table model_version (
    name text primary key check (name ~ '^[a-z0-9][a-z0-9._-]{0,99}$'),
    artefact text not null,
    encoder text not null,
    -- Hash of the files it was unpacked from, for a version that came with the program.
    bundle_hash text,
    card jsonb not null,
    metrics jsonb not null,
    created_at timestamptz not null default now()
);

-- Every switch there has been. The row with the highest generation says which version answers searches.
create table model_activation (
    generation bigint generated always as identity primary key,
    model text not null references model_version (name) on delete cascade,
    activated_at timestamptz not null default now()
);
