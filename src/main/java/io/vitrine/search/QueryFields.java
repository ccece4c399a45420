package io.vitrine.search;

import io.vitrine.errors.FieldProblem;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks texts and pictures that are to be embedded; what is wrong is added to the problems under the field's name. */
final class QueryFields {

    static final int LONGEST_TEXT = 1000;

    /** Product photographs have a tenth of it. */
    static final int LARGEST_PICTURE = 8 << 20;

    private static final byte[] NO_PICTURE = {};

    private QueryFields() {}

    /** The text without blanks around it. */
    static String text(String field, @Nullable String written, List<FieldProblem> problems) {
        String text = written == null ? "" : written.strip();
        if (text.isEmpty()) {
            problems.add(new FieldProblem(field, "must not be empty"));
        } else if (text.codePointCount(0, text.length()) > LONGEST_TEXT) {
            problems.add(new FieldProblem(field, "must have at most " + LONGEST_TEXT + " characters"));
        } else if (!UnicodeText.isValid(text)) {
            problems.add(new FieldProblem(field, "must be valid Unicode"));
        }
        return text;
    }

    /** The bytes of a picture file; whether they are a picture is only known once they are decoded. */
    static byte[] picture(String field, @Nullable String base64, List<FieldProblem> problems) {
        try {
            byte[] encoded = base64 == null ? NO_PICTURE : Base64.getDecoder().decode(base64);
            if (encoded.length == 0) {
                problems.add(new FieldProblem(field, "must be a picture file in base64"));
            } else if (encoded.length > LARGEST_PICTURE) {
                problems.add(new FieldProblem(field, "must have at most " + (LARGEST_PICTURE >> 20) + " MiB"));
            }
            return encoded;
        } catch (IllegalArgumentException notBase64) {
            problems.add(new FieldProblem(field, "must be a picture file in base64"));
            return NO_PICTURE;
        }
    }
}
