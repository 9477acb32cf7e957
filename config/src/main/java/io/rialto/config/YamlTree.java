package io.rialto.config;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Walks the tokens of one YAML document down to the settings, refusing what cannot be one with file and line. */
final class YamlTree {
    private final KnownKeys keys;
    private final YAMLParser parser;
    private final Path file;
    private final Map<String, Given> given = new LinkedHashMap<>();

    YamlTree(KnownKeys keys, YAMLParser parser, Path file) {
        this.keys = keys;
        this.parser = parser;
        this.file = file;
    }

    Map<String, Given> read() throws IOException {
        JsonToken first = parser.nextToken();
        if (first == JsonToken.START_OBJECT) {
            section("");
        } else if (first != null && first != JsonToken.VALUE_NULL) {
            throw new ConfigException("the file holds no sections, expected such as \"listeners:\"" + here());
        }
        if (first != null && parser.nextToken() != null) {
            throw new ConfigException("a second document begins, expected one" + here());
        }
        return given;
    }

    private void section(String section) throws IOException {
        Set<String> names = new HashSet<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String key = KnownKeys.join(section, parser.currentName());
            if (!names.add(key)) {
                throw new ConfigException(key, "stands twice" + here());
            }
            entry(key);
        }
    }

    private void entry(String key) throws IOException {
        if (keys.isSection(key)) {
            subsection(key);
        } else if (keys.isSetting(key)) {
            setting(key);
        } else {
            throw new ConfigException("unknown key " + key + here() + Suggestion.of(keys.nearest(key)));
        }
    }

    private void subsection(String key) throws IOException {
        JsonToken token = parser.nextToken();
        if (token == JsonToken.START_OBJECT) {
            section(key);
        } else if (token != JsonToken.VALUE_NULL) {
            throw new ConfigException(
                    key, "is a section, expected its settings, such as " + keys.firstSettingOf(key) + here());
        }
    }

    private void setting(String key) throws IOException {
        JsonToken token = parser.nextToken();
        String origin = origin();
        Given value = token == JsonToken.START_ARRAY
                ? Given.list(items(key), origin)
                : Given.text(scalar(key, token), origin);
        Given earlier = given.putIfAbsent(key, value);
        if (earlier != null) {
            throw new ConfigException(key, "stands twice: " + earlier.origin() + ", again" + here());
        }
    }

    private List<String> items(String key) throws IOException {
        List<String> items = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            items.add(scalar(key, token));
        }
        return items;
    }

    /** The text as it stands in the file, so that 007 or 1.10 stay what was written. */
    private String scalar(String key, JsonToken token) throws IOException {
        if (parser.isCurrentAlias()) {
            throw new ConfigException(key, "is an alias, expected the value itself" + here());
        }
        return switch (token) {
            case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_TRUE, VALUE_FALSE -> parser.getText();
            case VALUE_NULL -> throw new ConfigException(key, "has no value, expected one or \"\"" + here());
            default -> throw new ConfigException(key, "is no single value, expected " + expected(key) + here());
        };
    }

    private String expected(String key) {
        return Form.of(keys.setting(key).type()).expected();
    }

    private String here() {
        return " (" + origin() + ")";
    }

    private String origin() {
        return file + " line " + parser.currentTokenLocation().getLineNr();
    }
}
