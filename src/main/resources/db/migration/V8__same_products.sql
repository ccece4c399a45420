-- Equal for names of the same words, whatever their order, case or punctuation; a name without any word is its own key.
alter table product add column name_key text not null generated always as (
    md5(coalesce(
        nullif(cast(strip(to_tsvector('simple', translate(name, '''-_/.,:;+&@()<>', repeat(' ', 15)))) as text), ''),
        name))
) stored;

-- For finding the products that have a picture or a name.
create index product_name_key on product (catalogue, name_key);
create index product_picture_hash on product (catalogue, picture_hash);
