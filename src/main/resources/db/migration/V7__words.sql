-- The stems of a product's words, for search by text: of its name, and of those attributes that are texts.
alter table product add column words tsvector not null generated always as (
    setweight(to_tsvector('english', name), 'A') || setweight(jsonb_to_tsvector('english', attributes, '["string"]'), 'B')
) stored;

create index product_words on product using gin (words);
