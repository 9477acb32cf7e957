package io.rialto.adapter.thrift;

import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;

/** Go escapes what could end a script in HTML: {@code < > &} and the two line separators. */
final class GoEscapes extends CharacterEscapes {
    private static final long serialVersionUID = 1L;
    private static final int[] ASCII = ascii();

    @Override
    public int[] getEscapeCodesForAscii() {
        return ASCII.clone();
    }

    @Override
    public SerializableString getEscapeSequence(int character) {
        boolean escaped = character < ASCII.length || character == 0x2028 || character == 0x2029;
        return escaped ? new SerializedString(String.format("\\u%04x", character)) : null;
    }

    private static int[] ascii() {
        int[] escapes = standardAsciiEscapesForJSON();
        for (char escaped : "<>&".toCharArray()) {
            escapes[escaped] = ESCAPE_CUSTOM;
        }
        return escapes;
    }
}
