-- What a service with migration 6 had stored: the columns and documents of then, and nothing that came later.
insert into product (catalogue, id, name, attributes, picture_hash, content_hash) values
    ('main', '1', 'Red Silk Dress', '{"gender": "Women", "baseColour": "Red", "year": 2012}', repeat('a', 64), repeat('1', 64)),
    ('main', '2', 'Silk dress, red', '{"gender": "Women", "baseColour": "Red", "year": 2013}', repeat('b', 64), repeat('2', 64)),
    ('main', '3', 'Blue Sneakers', '{"gender": "Men", "baseColour": "Blue"}', repeat('c', 64), repeat('3', 64)),
    ('main', '4', 'A product without a picture', '{}', null, repeat('4', 64));

insert into embedding_table (model, catalogue, state, live_at) values ('stub-a', 'main', 'LIVE', now());
create table embedding_1 (product_key bigint not null, picture_hash text not null, embedding vector(128) not null);
insert into embedding_1
    select key, picture_hash, (array_fill(0::real, array[key::int]) || 1::real || array_fill(0::real, array[127 - key::int]))::vector
    from product
    where picture_hash is not null;

insert into model_version (name, artefact, encoder, card, metrics) values
    ('autumn', repeat('d', 64), 'minilm-vit-tiny',
        '{"name": "autumn", "encoder": "minilm-vit-tiny", "split": {"method": "bag-of-words-and-picture", "seed": 1, "validation": 0.04, "test": 0.05}}',
        '{}');

insert into job (id, type, conflict_key, status, plan, done, total, unit, phase, created_at, result, failure) values
    ('00000000-0000-0000-0000-000000000001', 'training', null, 'SUCCEEDED',
        '{"name": "autumn", "catalogue": "main", "startFrom": null, "plan": {"encoder": "minilm-vit-tiny", "epochs": 5, "batchSize": 256,
            "learningRates": {"text": 1.5e-4, "image": 3e-4, "heads": 1e-3, "logitScale": 3e-3}, "weightDecay": 0.05, "warmUp": 0.05,
            "clipNorm": 1.0, "seed": 1, "split": {"validation": 0.04, "test": 0.05}, "captions": {"nameShare": 0.65},
            "augmentation": {"mirror": true, "smallestCrop": 0.85}}}',
        40000, 40000, 'pictures', 'measuring', now() - interval '2 days', '{"model": "autumn"}', null),
    ('00000000-0000-0000-0000-000000000002', 'catalogue-import', null, 'FAILED', '{"catalogue": "main"}',
        3, null, 'rows', 'importing', now() - interval '3 days', null, '{"code": "internal", "message": "It failed."}');

insert into evaluation (id, model, catalogue, report) values
    ('00000000-0000-0000-0000-000000000003', 'autumn', 'main',
        '{"id": "00000000-0000-0000-0000-000000000003", "model": "autumn", "catalogue": "main", "split": "test",
            "definition": {"method": "bag-of-words-and-picture", "seed": 1, "validation": 0.04, "test": 0.05}, "products": 4,
            "heldOutProducts": 1, "paper": null, "textToImage": {"heldOutNames": 1, "figures": {"recallAt1": 0.5, "recallAt10": 1.0,
            "recallAt100": 1.0, "mrrAt10": 0.75, "queries": 1, "gallery": 3}}, "notes": ["A note."], "seconds": 1.5,
            "createdAt": "2026-11-24T12:00:00Z"}');
