package io.vitrine.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class VectorCopyTests {

    @Test
    void writesTheBinaryFormatOfCopyByteForByte() {
        byte[] written = VectorCopy.of(List.of(new VectorRow(258, "ä", new float[] {1, -2})))
                .readAllBytes();
        assertThat(HexFormat.of().formatHex(written))
                .isEqualTo(
                        "5047434f50590aff0d0a00" // signature
                                + "00000000" // flags
                                + "00000000" // no header extension
                                + "0003" // three fields
                                + "00000008" + "0000000000000102" // bigint
                                + "00000002" + "c3a4" // text
                                + "0000000c" + "0002" + "0000" + "3f800000" + "c0000000" // vector of two
                                + "ffff"); // end
    }
}
