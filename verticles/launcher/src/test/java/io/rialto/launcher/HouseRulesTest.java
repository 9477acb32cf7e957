package io.rialto.launcher;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The walls of the house that Maven's modules are too coarse for (docs/architecture.md §2). */
@AnalyzeClasses(
        packages = "io.rialto",
        importOptions = {ImportOption.DoNotIncludeTests.class, HouseRulesTest.NoTestJars.class})
final class HouseRulesTest {
    /** What other modules lend to tests is no part of the house either. */
    static final class NoTestJars implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("-tests.jar");
        }
    }

    private static final String[] CORE = {
        "io.rialto.access..",
        "io.rialto.account..",
        "io.rialto.bus..",
        "io.rialto.channel..",
        "io.rialto.contact..",
        "io.rialto.durable..",
        "io.rialto.message..",
        "io.rialto.node..",
        "io.rialto.office..",
        "io.rialto.post..",
        "io.rialto.presence..",
        "io.rialto.retained..",
        "io.rialto.room..",
        "io.rialto.session..",
        "io.rialto.share..",
        "io.rialto.spread..",
        "io.rialto.stream..",
        "io.rialto.wire.."
    };

    @ArchTest
    static final ArchRule doorsKnowNeitherCoreNorStorageNorCluster = noClasses()
            .that()
            .resideInAPackage("io.rialto.adapter..")
            .should()
            .dependOnClassesThat(
                    resideInAnyPackage(CORE).or(resideInAnyPackage("io.rialto.storage..", "io.rialto.cluster..")));

    @ArchTest
    static final ArchRule coreKnowsNoDoorAndNoSettings = noClasses()
            .that()
            .resideInAnyPackage(CORE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.rialto.adapter..", "io.rialto.config..", "io.rialto.launcher..");

    @ArchTest
    static final ArchRule coreKnowsStorageOnlyByItsPorts = noClasses()
            .that()
            .resideInAnyPackage(CORE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.rialto.storage.sql..", "io.rialto.storage.sqlite..");

    @ArchTest
    static final ArchRule partsOfCoreKnowEachOtherOneWay = slices().matching(
                    "io.rialto.(access|account|bus|channel|contact|durable|message|node|office|post|presence|retained"
                            + "|room|session|share|spread|stream|wire)..")
            .should()
            .beFreeOfCycles();

    @ArchTest
    static final ArchRule doorsDoNotKnowOneAnother = slices().matching(
                    "io.rialto.adapter.(mqtt|websocket|http|thrift|bigbinary)..")
            .should()
            .notDependOnEachOther();

    @ArchTest
    static final ArchRule storageAndClusterDoNotMeet = noClasses()
            .that()
            .resideInAPackage("io.rialto.storage..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.rialto.cluster..");

    @ArchTest
    static final ArchRule contractStandsAlone = noClasses()
            .that()
            .resideInAPackage("io.rialto.contract..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.rialto.config..",
                    "io.rialto.cluster..",
                    "io.rialto.storage..",
                    "io.rialto.adapter..",
                    "io.rialto.session..",
                    "io.rialto.message..");

    @ArchTest
    static final ArchRule settingsStandAlone = classes()
            .that()
            .resideInAPackage("io.rialto.config..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("io.rialto.config..", "java..", "com.fasterxml.jackson..");

    @ArchTest
    static final ArchRule jdbcStaysInTheStores = noClasses()
            .that()
            .resideOutsideOfPackages("io.rialto.storage.sqlite..", "io.rialto.storage.sql..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.sql..");

    @ArchTest
    static final ArchRule theDatabaseClientStaysInItsStore = noClasses()
            .that()
            .resideOutsideOfPackage("io.rialto.storage.postgres..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.vertx.sqlclient..", "io.vertx.pgclient..");

    @ArchTest
    static final ArchRule hazelcastStaysBelowItsPackage = noClasses()
            .that()
            .resideOutsideOfPackage("io.rialto.cluster.hazelcast..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.hazelcast..");

    @ArchTest
    static final ArchRule loopsAreTheLocks = noMethods()
            .that()
            .areDeclaredInClassesThat()
            .resideInAnyPackage(
                    "io.rialto.bus..",
                    "io.rialto.session..",
                    "io.rialto.message..",
                    "io.rialto.room..",
                    "io.rialto.contact..",
                    "io.rialto.channel..",
                    "io.rialto.retained..",
                    "io.rialto.share..",
                    "io.rialto.presence..",
                    "io.rialto.adapter..")
            .should()
            .haveModifier(JavaModifier.SYNCHRONIZED);

    @ArchTest
    static final ArchRule nobodySleeps = noClasses().should().callMethod(Thread.class, "sleep", long.class);

    @ArchTest
    static final ArchRule namesSayWhatAThingIs = noClasses()
            .should()
            .haveSimpleNameEndingWith("Impl")
            .orShould()
            .haveSimpleNameEndingWith("Util")
            .orShould()
            .haveSimpleNameEndingWith("Utils")
            .orShould()
            .haveSimpleNameEndingWith("Manager")
            .orShould()
            .haveSimpleNameEndingWith("Helper")
            .orShould()
            .haveSimpleNameStartingWith("Abstract");
}
