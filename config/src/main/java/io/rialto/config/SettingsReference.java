package io.rialto.config;

import java.util.List;
import java.util.stream.Collectors;

/** Lists every setting, for readers: the records are the only source, docs/settings.md is generated from them. */
public final class SettingsReference {
    private static final String INTRODUCTION = """
            # Settings

            Generated from the records in `config/`; change those, then run
            `mvn -pl config test -Dtest=SettingsReferenceTest -Dsettings.write=true`.

            A setting is looked up in four places, the later one wins: its default below, the YAML file, the environment,
            `--set key=value`. In the file the dots are nesting (`listeners.http.port` is `port` below `http` below
            `listeners`). In the environment the key is written in capitals with underscores, after `RIALTO_`
            (`RIALTO_LISTENERS_HTTP_PORT`); lists are separated by commas. A key that is not in this table, or a variable
            that begins with `RIALTO_` without naming one, stops the start. (Kubernetes makes such variables for a service
            called `rialto`: set `enableServiceLinks: false`.)

            Durations are a number with its unit: `500ms`, `5s`, `30m`, `24h`, `7d`. Sizes are bytes.

            | key | type | default | meaning |
            |---|---|---|---|
            """;

    private SettingsReference() {}

    /** Every setting, in the order of the records. */
    public static List<SettingEntry> settings() {
        return List.copyOf(new KnownKeys(RialtoConfig.class).settings());
    }

    /** The text of docs/settings.md. */
    public static String markdown() {
        return settings().stream().map(SettingsReference::row).collect(Collectors.joining("", INTRODUCTION, ""));
    }

    private static String row(SettingEntry setting) {
        String def = setting.def().isEmpty() ? "" : "`" + setting.def() + "`";
        String meaning = setting.doc().replace("|", "\\|");
        return "| `%s` | %s | %s | %s |\n".formatted(setting.key(), setting.typeName(), def, meaning);
    }
}
