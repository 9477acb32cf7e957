package io.rialto.storage.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Reads the resources beside this class. */
class DialectTest {
    private static final List<String> TWO = List.of("V001__first.sql", "V002__second.sql");

    @Test
    void hasATextForEveryStatement() {
        Dialect dialect = Dialect.beside(DialectTest.class, TWO);

        for (Sql statement : Sql.values()) {
            assertThat(dialect.text(statement)).isNotBlank();
        }
        assertThat(dialect.text(Sql.ACCOUNT_INTERN)).isEqualTo("two lines of one text ");
    }

    @Test
    void runsOnlyTheMigrationsThatADatabaseLacks() {
        Dialect dialect = Dialect.beside(DialectTest.class, TWO);

        assertThat(dialect.migrationsFrom(0, "db")).extracting(Migration::name).isEqualTo(TWO);
        assertThat(dialect.migrationsFrom(1, "db"))
                .extracting(Migration::version)
                .containsExactly(2);
        assertThat(dialect.migrationsFrom(2, "db")).isEmpty();
    }

    @Test
    void cutsAMigrationIntoStatements() {
        Migration first =
                Dialect.beside(DialectTest.class, TWO).migrationsFrom(0, "db").get(0);

        assertThat(first.statements()).containsExactly("create table a (\nx integer\n)\n", "create table b (y text)\n");
    }

    @Test
    void refusesADatabaseOfANewerBuild() {
        Dialect dialect = Dialect.beside(DialectTest.class, TWO);

        assertThatThrownBy(() -> dialect.migrationsFrom(3, "/data/rialto.db"))
                .isInstanceOfSatisfying(
                        GatewayException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.STORE_UNAVAILABLE))
                .hasMessageContaining("/data/rialto.db has schema 3")
                .hasMessageContaining("up to 2");
    }

    @Test
    void aHoleInTheNumbersIsADefect() {
        assertThatThrownBy(() -> Dialect.beside(DialectTest.class, List.of("V002__second.sql")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("should have number 1");
    }

    @Test
    void aMissingResourceIsADefect() {
        assertThatThrownBy(() -> Dialect.beside(DialectTest.class, List.of("V001__none.sql")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("V001__none.sql");
        assertThatThrownBy(() -> Dialect.beside(String.class, TWO)).isInstanceOf(IllegalStateException.class);
    }
}
