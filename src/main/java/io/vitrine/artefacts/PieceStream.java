package io.vitrine.artefacts;

import java.io.InputStream;
import java.util.function.IntFunction;

/** Pieces as one stream, of which one at a time is in memory; the last piece is the first that is shorter than all before. */
final class PieceStream extends InputStream {

    private final IntFunction<byte[]> pieces;
    private final int pieceBytes;
    private byte[] piece = {};
    private int position;
    private int number;
    private boolean ended;

    /** @param pieces gives the piece of a number, from 0 on */
    PieceStream(int pieceBytes, IntFunction<byte[]> pieces) {
        this.pieceBytes = pieceBytes;
        this.pieces = pieces;
    }

    @Override
    public int read() {
        return hasMore() ? Byte.toUnsignedInt(piece[position++]) : -1;
    }

    @Override
    public int read(byte[] target, int from, int most) {
        if (most == 0) {
            return 0;
        }
        if (!hasMore()) {
            return -1;
        }
        int count = Math.min(most, piece.length - position);
        System.arraycopy(piece, position, target, from, count);
        position += count;
        return count;
    }

    private boolean hasMore() {
        while (position == piece.length && !ended) {
            piece = pieces.apply(number++);
            position = 0;
            ended = piece.length < pieceBytes;
        }
        return position < piece.length;
    }
}
