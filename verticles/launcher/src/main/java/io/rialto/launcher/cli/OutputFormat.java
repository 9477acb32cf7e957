package io.rialto.launcher.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How a message is shown: as one line. */
enum OutputFormat {
    /** Where, who, what, between tabs. */
    TEXT {
        @Override
        String line(JsonNode message) {
            String room = message.path("room").asText();
            String where = room.startsWith("c:") ? room.substring(2) : room;
            return printable(where) + "\t" + printable(message.path("from").asText()) + "\t" + payload(message);
        }
    },
    /** All there is. */
    JSON {
        @Override
        String line(JsonNode message) {
            return message.toString();
        }
    };

    /** The line of a message. */
    abstract String line(JsonNode message);

    private static String payload(JsonNode message) {
        if (message.has("ref")) {
            return "(" + message.path("ref").path("size").asLong() + " bytes, GET /v1/messages/"
                    + message.path("mid").asText() + "/payload)";
        }
        return printable(message.path(message.has("b64") ? "b64" : "text").asText());
    }

    /** Without what would break the line, or command the terminal. */
    private static String printable(String text) {
        StringBuilder line = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isISOControl(c)) {
                line.append(escaped(c));
            } else {
                line.append(c);
            }
        }
        return line.toString();
    }

    private static String escaped(char control) {
        return switch (control) {
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default -> String.format("\\u%04x", (int) control);
        };
    }

    /** Reads the option's value. */
    static final class Converter implements ITypeConverter<OutputFormat> {
        @Override
        public OutputFormat convert(String text) {
            return switch (text.toLowerCase(Locale.ROOT)) {
                case "text" -> TEXT;
                case "json" -> JSON;
                default -> throw new TypeConversionException("expected text or json, not '" + text + "'");
            };
        }
    }
}
