package io.vitrine.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.vitrine.catalogue.sources.PictureCheck;
import io.vitrine.catalogue.sources.RowRefused;
import io.vitrine.catalogue.sources.SkipReason;
import io.vitrine.encoders.HostilePicture;
import io.vitrine.encoders.Preprocessing;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a catalogue takes can be indexed and shown smaller, and what it refuses it refuses with a sentence of its own. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class HostilePicturesInCatalogueTests {

    private static final int WIDTH = 2;

    @ParameterizedTest
    @MethodSource("io.vitrine.encoders.HostilePicture#all")
    void whatIsTakenIsReadEverywhere(HostilePicture kind) {
        try {
            PictureCheck.check(kind.encoded());
        } catch (RowRefused refused) {
            assertThat(refused.reason()).isEqualTo(SkipReason.UNREADABLE_PICTURE);
            assertThat(refused.detail()).startsWith("has a picture that ").doesNotContain("null", "java.");
            return;
        }
        assertThatCode(() -> Preprocessing.decode(kind.encoded())).doesNotThrowAnyException();
        assertThatCode(() -> Shrinking.toWidth(kind.encoded(), WIDTH)).doesNotThrowAnyException();
    }
}
