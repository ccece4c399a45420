package io.vitrine.encoders;

import static io.vitrine.encoders.JpegBytes.afterStart;
import static io.vitrine.encoders.JpegBytes.plain;
import static io.vitrine.encoders.JpegBytes.progressive;
import static io.vitrine.encoders.JpegBytes.segment;
import static io.vitrine.encoders.PngBytes.joined;
import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.encoders.image.JpegScans;
import java.awt.Color;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class JpegScansTests {

    private static final byte[] PLAIN = plain(24, 16, Color.GREEN);

    @Test
    void counts_one_in_a_plain_picture_and_ten_in_a_progressive_one() {
        assertThat(JpegScans.count(PLAIN)).isEqualTo(1);
        assertThat(JpegScans.count(progressive(24, 16, Color.GREEN))).isEqualTo(10);
    }

    @Test
    void leaves_out_the_scans_of_a_preview_and_of_what_follows() {
        assertThat(JpegScans.count(afterStart(PLAIN, segment(0xE1, PLAIN)))).isEqualTo(1);
        assertThat(JpegScans.count(joined(PLAIN, PLAIN))).isEqualTo(1);
    }

    @Test
    void counts_none_where_there_is_none() {
        assertThat(JpegScans.count(new byte[0])).isZero();
        assertThat(JpegScans.count(PngBytes.file(PngBytes.END))).isZero();
        for (int length = 0; length < 100; length++) {
            assertThat(JpegScans.count(Arrays.copyOf(PLAIN, length))).isZero();
        }
    }
}
