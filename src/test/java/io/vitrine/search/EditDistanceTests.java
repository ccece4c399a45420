package io.vitrine.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EditDistanceTests {

    @ParameterizedTest
    @CsvSource({
        "nike,nike,0",
        "nkie,nike,1",
        "adidda,adida,1",
        "shrt,shirt,1",
        "shoo,shoe,1",
        "a,'',1",
        "'','',0",
        "ca,abc,3"
    })
    void countsAddedMissingWrongAndSwappedLetters(String one, String other, int distance) {
        assertThat(EditDistance.between(one, other, 5)).isEqualTo(distance);
        assertThat(EditDistance.between(other, one, 5)).isEqualTo(distance);
    }

    @Test
    void saysWhatTheDefinitionSaysUpToTheLimit() {
        Random random = new Random(3);
        for (int i = 0; i < 3000; i++) {
            String one = word(random);
            String other = word(random);
            int most = random.nextInt(4);
            int expected = Math.min(byDefinition(one, other), most + 1);
            assertThat(EditDistance.between(one, other, most))
                    .as("%s and %s up to %d", one, other, most)
                    .isEqualTo(expected);
        }
    }

    private static String word(Random random) {
        StringBuilder word = new StringBuilder();
        int length = random.nextInt(8);
        for (int i = 0; i < length; i++) {
            word.append((char) ('a' + random.nextInt(3)));
        }
        return word.toString();
    }

    /** The recursive definition, without anything to make it fast. */
    private static int byDefinition(String one, String other) {
        int m = one.length();
        int n = other.length();
        if (m == 0 || n == 0) {
            return m + n;
        }
        String shortOne = one.substring(0, m - 1);
        String shortOther = other.substring(0, n - 1);
        boolean same = one.charAt(m - 1) == other.charAt(n - 1);
        if (same) {
            return byDefinition(shortOne, shortOther);
        }
        int least = Math.min(byDefinition(shortOne, other), byDefinition(one, shortOther)) + 1;
        least = Math.min(least, byDefinition(shortOne, shortOther) + 1);
        if (m > 1 && n > 1 && one.charAt(m - 1) == other.charAt(n - 2) && one.charAt(m - 2) == other.charAt(n - 1)) {
            least = Math.min(least, byDefinition(one.substring(0, m - 2), other.substring(0, n - 2)) + 1);
        }
        return least;
    }
}
