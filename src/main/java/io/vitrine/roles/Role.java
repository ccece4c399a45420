package io.vitrine.roles;

/** A part of the service that a process may play. */
public enum Role {
    /** Answers searches, serves the pages and everything else over HTTP, and stores jobs without running any. */
    WEB,
    /** Runs jobs, and serves nothing but what operations need. */
    WORKER
}
