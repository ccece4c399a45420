-- Long work. A worker holds a job by a lease it renews; 'attempt' fences off a worker that lost its lease.
create table job (
    id uuid primary key,
    type text not null,
    conflict_key text,
    status text not null check (status in ('QUEUED', 'RUNNING', 'PAUSED', 'SUCCEEDED', 'FAILED', 'CANCELLED')),
    plan jsonb not null,
    phase text,
    unit text,
    done bigint not null default 0,
    total bigint,
    units_per_second double precision,
    result jsonb,
    failure jsonb,
    cancel_requested boolean not null default false,
    pause_requested boolean not null default false,
    worker uuid,
    lease_until timestamptz,
    attempt integer not null default 0,
    deaths integer not null default 0,
    created_at timestamptz not null default now(),
    started_at timestamptz,
    finished_at timestamptz
);

create index job_waiting on job (created_at) where status in ('QUEUED', 'RUNNING');
create index job_newest on job (created_at desc, id);

-- Two unfinished jobs of one type and key exclude each other.
create unique index job_conflict on job (type, conflict_key)
    where conflict_key is not null and status in ('QUEUED', 'RUNNING', 'PAUSED');
