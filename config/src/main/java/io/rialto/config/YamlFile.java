package io.rialto.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The source "file": YAML, at most one MiB of it. */
final class YamlFile {
    private static final int MAX_BYTES = 1 << 20;
    private static final Pattern MARK = Pattern.compile("(?m)^ in .*, line ([0-9]+), column");

    private final KnownKeys keys;
    private final Path path;

    YamlFile(KnownKeys keys, Path path) {
        this.keys = keys;
        this.path = path;
    }

    Map<String, Given> read() {
        String text = content();
        try (YAMLParser parser = new YAMLFactory().createParser(text)) {
            return new YamlTree(keys, parser, path).read();
        } catch (JsonProcessingException e) {
            throw malformed(e);
        } catch (IOException e) {
            throw unreadable(e.toString());
        }
    }

    private String content() {
        if (!Files.exists(path)) {
            throw unreadable("there is no such file");
        }
        if (Files.isDirectory(path)) {
            throw unreadable("it is a directory");
        }
        try (InputStream stream = Files.newInputStream(path)) {
            return decode(stream.readNBytes(MAX_BYTES + 1));
        } catch (CharacterCodingException e) {
            throw unreadable("it is not UTF-8");
        } catch (AccessDeniedException e) {
            throw unreadable("no permission");
        } catch (IOException e) {
            throw unreadable(e.toString());
        }
    }

    private String decode(byte[] bytes) throws CharacterCodingException {
        if (bytes.length > MAX_BYTES) {
            throw unreadable("it is larger than 1 MiB");
        }
        String text = StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private ConfigException unreadable(String reason) {
        return new ConfigException("cannot read the configuration file " + path + ": " + reason);
    }

    /** Indented lines of the parser's message quote the file, which may hold a secret: they are left out. */
    private ConfigException malformed(JsonProcessingException e) {
        String reason = e.getOriginalMessage()
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith(" "))
                .collect(Collectors.joining(", "));
        return new ConfigException(path + line(e) + " is not well-formed YAML: " + reason);
    }

    /** The last mark in the message is where the problem is; the location may be that of the token before. */
    private static String line(JsonProcessingException e) {
        return MARK.matcher(e.getOriginalMessage())
                .results()
                .map(mark -> " line " + mark.group(1))
                .reduce((first, second) -> second)
                .orElseGet(() -> e.getLocation() == null
                        ? ""
                        : " line " + e.getLocation().getLineNr());
    }
}
