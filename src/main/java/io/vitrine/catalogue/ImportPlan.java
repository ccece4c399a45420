package io.vitrine.catalogue;

/**
 * What an import job reads.
 *
 * @param location a directory of the server, or the name of an upload
 */
record ImportPlan(String catalogue, Format format, String location) {

    static final String JOB_TYPE = "catalogue-import";

    /** What lies at the location. */
    enum Format {
        DIRECTORY,
        ARCHIVE,
        NDJSON
    }
}
