package io.vitrine.web;

import java.io.DataInput;
import java.io.InputStream;
import java.io.Reader;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.io.IOContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonFactoryBuilder;

/** Makes parsers that refuse text which is no valid Unicode. */
final class StrictJsonFactory extends JsonFactory {

    StrictJsonFactory(JsonFactoryBuilder builder) {
        super(builder);
    }

    @Override
    protected JsonParser _createParser(ObjectReadContext read, IOContext io, InputStream input) {
        return new WellFormedTextParser(super._createParser(read, io, input));
    }

    @Override
    protected JsonParser _createParser(ObjectReadContext read, IOContext io, Reader input) {
        return new WellFormedTextParser(super._createParser(read, io, input));
    }

    @Override
    protected JsonParser _createParser(
            ObjectReadContext read, IOContext io, char[] input, int offset, int length, boolean recyclable) {
        return new WellFormedTextParser(super._createParser(read, io, input, offset, length, recyclable));
    }

    @Override
    protected JsonParser _createParser(ObjectReadContext read, IOContext io, byte[] input, int offset, int length) {
        return new WellFormedTextParser(super._createParser(read, io, input, offset, length));
    }

    @Override
    protected JsonParser _createParser(ObjectReadContext read, IOContext io, DataInput input) {
        return new WellFormedTextParser(super._createParser(read, io, input));
    }
}
