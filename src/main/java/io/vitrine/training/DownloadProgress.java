package io.vitrine.training;

import io.vitrine.encoders.hub.DownloadListener;
import io.vitrine.jobs.JobContext;

/** Tells a job how the download of the weights it starts from goes, and ends the download when the job should end. */
final class DownloadProgress implements DownloadListener {

    private final JobContext job;
    private String phase = "";

    DownloadProgress(JobContext job) {
        this.job = job;
    }

    @Override
    public void onBytes(String file, long done, long total) {
        if (enters("downloading " + file)) {
            job.phase(phase, "bytes", total, done);
        }
        job.advanced(done);
        job.checkpoint();
    }

    @Override
    public void onWait(String reason) {
        if (enters(reason)) {
            job.phase(phase, "", 0);
        }
        job.checkpoint();
    }

    private boolean enters(String next) {
        boolean other = !next.equals(phase);
        phase = next;
        return other;
    }
}
