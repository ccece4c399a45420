-- The texts that a picture may be told in: by model version and catalogue, its different names and attribute values.
create table caption_set (
    id bigint generated always as identity primary key,
    model text not null references model_version (name) on delete cascade,
    catalogue text not null,
    -- When it first held all of them; until then no picture is told.
    complete_at timestamptz,
    unique (model, catalogue)
);

create table caption (
    caption_set bigint not null references caption_set (id) on delete cascade,
    -- Empty for a name, which no attribute's name may be.
    attribute text not null,
    text text not null,
    embedding vector(128) not null
);

-- A text may be longer than an index takes.
create unique index caption_place on caption (caption_set, attribute, md5(text));
