package io.rialto.storage.sql;

import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * One backend's SQL: a text for every statement, the history of its schema. Both are resources beside a class of the
 * backend: {@code statements.sql} with a line {@code -- name: ACCOUNT_ADD} before each text, and the migrations.
 */
public final class Dialect {
    private static final String NAME = "-- name: ";

    private final Map<Sql, String> texts;
    private final List<Migration> migrations;

    private Dialect(Map<Sql, String> texts, List<Migration> migrations) {
        this.texts = texts;
        this.migrations = List.copyOf(migrations);
    }

    /** Reads the resources beside {@code home}; a missing statement or a hole in the numbers is a defect, and throws. */
    public static Dialect beside(Class<?> home, List<String> migrationNames) {
        Map<Sql, String> texts = texts(SqlResource.read(home, "statements.sql"));
        for (Sql statement : Sql.values()) {
            if (!texts.containsKey(statement)) {
                throw new IllegalStateException("statements.sql beside " + home.getName() + " lacks " + statement);
            }
        }
        List<Migration> migrations = new ArrayList<>();
        for (String name : migrationNames) {
            migrations.add(migration(migrations.size() + 1, name, SqlResource.read(home, name)));
        }
        return new Dialect(texts, migrations);
    }

    /** The text of a statement. */
    public String text(Sql statement) {
        return texts.get(statement);
    }

    /** The newest schema that this build knows. */
    public int newestSchema() {
        return migrations.size();
    }

    /**
     * What a database of this schema still needs, in order; refuses one that a newer build has migrated.
     *
     * @param where names the database in the refusal
     */
    public List<Migration> migrationsFrom(int schema, String where) {
        if (schema > newestSchema()) {
            throw new GatewayException(
                    ErrorCode.STORE_UNAVAILABLE,
                    where + " has schema " + schema + ", this build knows schemas up to " + newestSchema()
                            + ": start the newer build again, or restore a backup made before it");
        }
        return migrations.subList(schema, migrations.size());
    }

    private static Migration migration(int version, String name, String text) {
        String digits = "00" + version; // a format of numbers would load the locale at every start
        if (!name.startsWith("V" + digits.substring(digits.length() - 3) + "__")) {
            throw new IllegalStateException("migration " + name + " should have number " + version);
        }
        return new Migration(version, name, SqlResource.statements(text));
    }

    private static Map<Sql, String> texts(String resource) {
        Map<Sql, String> texts = new EnumMap<>(Sql.class);
        Sql current = null;
        for (String line : resource.lines().toList()) {
            if (line.startsWith(NAME)) {
                current = Sql.valueOf(line.substring(NAME.length()).trim());
                texts.put(current, "");
            } else if (current != null && !line.strip().startsWith("--") && !line.isBlank()) {
                texts.merge(current, line.strip() + " ", String::concat);
            }
        }
        return texts;
    }
}
