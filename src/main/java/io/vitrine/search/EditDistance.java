package io.vitrine.search;

/**
 * How many letters must be added, left out, replaced, or swapped with their neighbour to make one word of another, no part of a
 * word being changed twice (optimal string alignment, after Damerau 1964).
 */
final class EditDistance {

    private EditDistance() {}

    /** The distance, or {@code most + 1} when it is larger than {@code most}; takes O(length²) time. */
    static int between(String one, String other, int most) {
        if (Math.abs(one.length() - other.length()) > most) {
            return most + 1;
        }
        int[] beforeLast = new int[other.length() + 1];
        int[] last = new int[other.length() + 1];
        int[] row = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int[] free = beforeLast;
            beforeLast = last;
            last = row;
            row = free;
            row[0] = i;
            int least = i;
            for (int j = 1; j <= other.length(); j++) {
                boolean same = one.charAt(i - 1) == other.charAt(j - 1);
                row[j] = Math.min(Math.min(last[j], row[j - 1]) + 1, last[j - 1] + (same ? 0 : 1));
                if (i > 1
                        && j > 1
                        && one.charAt(i - 1) == other.charAt(j - 2)
                        && one.charAt(i - 2) == other.charAt(j - 1)) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
                least = Math.min(least, row[j]);
            }
            if (least > most + 1) { // a swap may still come back by one
                return most + 1;
            }
        }
        return Math.min(row[other.length()], most + 1);
    }
}
