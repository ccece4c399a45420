package io.vitrine.database;

import java.util.function.Supplier;

/** Everything is read from the one database there is. */
final class PrimaryReads implements SearchReads {

    @Override
    public <T> T read(Supplier<T> reading) {
        return reading.get();
    }

    @Override
    public boolean isOneServer() {
        return true;
    }

    @Override
    public <T> T readLatest(Supplier<T> reading) {
        return reading.get();
    }
}
