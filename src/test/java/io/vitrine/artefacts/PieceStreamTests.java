package io.vitrine.artefacts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PieceStreamTests {

    private final List<Integer> asked = new ArrayList<>();

    @ParameterizedTest
    @CsvSource({"'',''", "ab,ab", "'abc,',abc", "'abc,d',abcd", "'abc,def,',abcdef"})
    void piecesBecomeOneStream(String pieces, String whole) throws IOException {
        assertThat(stream(pieces).readAllBytes()).asString(UTF_8).isEqualTo(whole);
        assertThat(stream(pieces).readNBytes(4))
                .asString(UTF_8)
                .isEqualTo(whole.substring(0, Math.min(4, whole.length())));
    }

    @Test
    void singleBytesAreReadAcrossPieces() throws IOException {
        PieceStream stream = stream("abc,\u00e9");
        for (int expected : new int[] {'a', 'b', 'c', 0xC3, 0xA9, -1, -1}) {
            assertThat(stream.read()).isEqualTo(expected);
        }
    }

    @Test
    void aPieceIsAskedForWhenItIsNeeded() throws IOException {
        PieceStream stream = stream("abc,d");
        assertThat(asked).isEmpty();
        stream.readNBytes(3);
        assertThat(asked).containsExactly(0);
    }

    @Test
    void aMissingPieceIsNoEnd() {
        PieceStream stream = new PieceStream(3, number -> {
            if (number == 1) {
                throw new ArtefactNotFound("abc");
            }
            return "abc".getBytes(UTF_8);
        });

        assertThatThrownBy(stream::readAllBytes).isInstanceOf(ArtefactNotFound.class);
    }

    private PieceStream stream(String pieces) {
        String[] all = pieces.split(",", -1);
        return new PieceStream(3, number -> {
            asked.add(number);
            return all[number].getBytes(UTF_8);
        });
    }
}
