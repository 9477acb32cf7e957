package io.rialto.adapter.thrift;

/** Numbers in the alphabet of TIM's nodes: no 0, O, I, l. */
final class Base58 {
    private static final String ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

    private Base58() {}

    /** An unsigned number as text, most significant digit first. */
    static String of(long number) {
        StringBuilder digits = new StringBuilder();
        long left = number;
        do {
            digits.append(ALPHABET.charAt((int) Long.remainderUnsigned(left, ALPHABET.length())));
            left = Long.divideUnsigned(left, ALPHABET.length());
        } while (left != 0);
        return digits.reverse().toString();
    }
}
