-- vector: the embeddings and their indexes; pg_trgm: look-ups in product names that tolerate typing errors.
create extension if not exists vector;
create extension if not exists pg_trgm;
