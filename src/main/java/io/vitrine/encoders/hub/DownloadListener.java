package io.vitrine.encoders.hub;

/** Is told how a download goes; whatever it throws ends the download, which can be gone on with later. */
public interface DownloadListener {

    /** Says nothing. */
    DownloadListener SILENT = new DownloadListener() {
        @Override
        public void onBytes(String file, long done, long total) {
            // nobody listens
        }

        @Override
        public void onWait(String reason) {
            // nobody listens
        }
    };

    /** So many bytes of a file are here, of {@code total}; called for each piece, and about once a second while none comes. */
    void onBytes(String file, long done, long total);

    /** Something holds the download up: another process, or a pause before the next attempt; called about once a second. */
    void onWait(String reason);
}
