package io.rialto.storage.sql;

import java.util.List;

/**
 * One step of a schema's history.
 *
 * @param version 1, 2, 3 … without holes
 * @param name the name of its resource: {@code V001__first.sql}
 * @param statements what it runs, in order, in one transaction
 */
public record Migration(int version, String name, List<String> statements) {
    /** Copies the statements. */
    public Migration {
        statements = List.copyOf(statements);
    }
}
