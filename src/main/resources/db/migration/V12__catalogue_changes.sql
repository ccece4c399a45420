-- Which catalogues have changed: every change raises the revision. Processes that keep something of a catalogue read it; the one
-- that made the last change knows without.
create table catalogue_change (
    catalogue text primary key,
    revision bigint not null default 1,
    process uuid not null
);
