package io.vitrine.web;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.SerializableString;
import tools.jackson.core.sym.PropertyNameMatcher;
import tools.jackson.core.util.JsonParserDelegate;

/**
 * Looks at every name and string it passes on: a lone half of a surrogate pair is no text, and the null character is none the
 * database could keep.
 */
final class WellFormedTextParser extends JsonParserDelegate {

    WellFormedTextParser(JsonParser parser) {
        super(parser);
    }

    @Override
    public @Nullable JsonToken nextToken() {
        return checked(delegate.nextToken());
    }

    @Override
    public @Nullable JsonToken nextValue() {
        JsonToken token = nextToken();
        return token == JsonToken.PROPERTY_NAME ? nextToken() : token;
    }

    @Override
    public @Nullable String nextName() {
        return nextToken() == JsonToken.PROPERTY_NAME ? currentName() : null;
    }

    @Override
    public boolean nextName(SerializableString expected) {
        return nextToken() == JsonToken.PROPERTY_NAME && expected.getValue().equals(currentName());
    }

    @Override
    public int nextNameMatch(PropertyNameMatcher matcher) {
        int match = delegate.nextNameMatch(matcher);
        checked(delegate.currentToken());
        return match;
    }

    @Override
    public JsonParser skipChildren() {
        JsonToken start = delegate.currentToken();
        if (start != JsonToken.START_OBJECT && start != JsonToken.START_ARRAY) {
            return this;
        }
        for (int depth = 1; depth > 0; ) {
            JsonToken token = nextToken();
            if (token == null) {
                return this;
            }
            depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        }
        return this;
    }

    private @Nullable JsonToken checked(@Nullable JsonToken token) {
        if (token == JsonToken.PROPERTY_NAME) {
            check(delegate.currentName());
        } else if (token == JsonToken.VALUE_STRING) {
            check(new String(delegate.getStringCharacters(), delegate.getStringOffset(), delegate.getStringLength()));
        }
        return token;
    }

    private void check(String text) {
        String fault = TextFault.in(text);
        if (fault != null) {
            throw new MalformedText(this, fault);
        }
    }
}
