-- What a job shows beside its progress, in the form of its own type: a training's curves, for instance.
alter table job add column details jsonb;
