package dev.stopcode.cli;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures;
import dev.stopcode.schemas.serde.AvroDeserializer;
import dev.stopcode.schemas.serde.AvroSerializer;

/** What docs/architecture.md says of dependencies. */
@AnalyzeClasses(packages = "dev.stopcode", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String[] KAFKA = {"org.apache.kafka.."};
    private static final String[] VERTX = {"io.vertx.."};

    @ArchTest
    static final ArchRule modulesShouldDependOneWay = Architectures.layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("schemas")
            .definedBy("dev.stopcode.schemas..")
            .layer("devcenter")
            .definedBy("dev.stopcode.devcenter..")
            .layer("config")
            .definedBy("dev.stopcode.config..")
            .layer("sandbox")
            .definedBy("dev.stopcode.sandbox..")
            .layer("producer")
            .definedBy("dev.stopcode.producer..")
            .layer("streams")
            .definedBy("dev.stopcode.streams..")
            .layer("worker")
            .definedBy("dev.stopcode.worker..")
            .layer("detection")
            .definedBy("dev.stopcode.detection..")
            .layer("triage")
            .definedBy("dev.stopcode.triage..")
            .layer("connect")
            .definedBy("dev.stopcode.connect..")
            .layer("cli")
            .definedBy("dev.stopcode.cli..")
            .whereLayer("cli")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("connect")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("connect")
            .mayOnlyAccessLayers("schemas")
            .whereLayer("producer")
            .mayOnlyBeAccessedByLayers("cli")
            .whereLayer("streams")
            .mayOnlyBeAccessedByLayers("cli")
            .whereLayer("worker")
            .mayOnlyBeAccessedByLayers("cli")
            .whereLayer("sandbox")
            .mayOnlyBeAccessedByLayers("cli")
            .whereLayer("config")
            .mayOnlyBeAccessedByLayers("cli", "producer", "streams", "worker")
            .whereLayer("detection")
            .mayOnlyBeAccessedByLayers("cli", "streams", "config")
            .whereLayer("detection")
            .mayNotAccessAnyLayer()
            .whereLayer("triage")
            .mayOnlyBeAccessedByLayers("cli", "worker")
            .whereLayer("triage")
            .mayOnlyAccessLayers("schemas")
            .whereLayer("schemas")
            .mayNotAccessAnyLayer()
            .whereLayer("devcenter")
            .mayNotAccessAnyLayer();

    /** A module's own package is its face: it holds what the rooms behind it share, and opens their doors. */
    @ArchTest
    static final ArchRule roomsShouldHaveNoCycles =
            slices().matching("dev.stopcode.(*).(*)..").should().beFreeOfCycles();

    /** The configuration names them: AvroSerde asks it. In Connect, the converter is what is named. */
    @ArchTest
    static final ArchRule processesShouldNotNameTheirSerializers = noClasses()
            .that()
            .resideOutsideOfPackages("dev.stopcode.schemas.serde", "dev.stopcode.connect")
            .should()
            .dependOnClassesThat(belongToAnyOf(AvroSerializer.class, AvroDeserializer.class));

    @ArchTest
    static final ArchRule theClientShouldNotKnowKafka = noClasses()
            .that()
            .resideInAPackage("dev.stopcode.devcenter..")
            .should()
            .dependOnClassesThat(resideInAnyPackage(KAFKA));

    @ArchTest
    static final ArchRule theTopologyShouldNotKnowHttp = noClasses()
            .that()
            .resideInAPackage("dev.stopcode.streams..")
            .should()
            .dependOnClassesThat(resideInAnyPackage(VERTX));

    /**
     * Wiring and processors stand on Kafka's side; so do the classes that put state into stores, named here one by one.
     */
    @ArchTest
    static final ArchRule theThinkingOfTheTopologyShouldNotKnowKafka = noClasses()
            .that()
            .resideInAnyPackage(
                    "dev.stopcode.streams.dedup", "dev.stopcode.streams.detect", "dev.stopcode.streams.select")
            .and()
            .haveNameNotMatching(".*(Topology|Processor|Deserializer)(\\$.*)?")
            .and()
            .haveNameNotMatching(
                    ".*\\.(RowLedger|FailureBook|DriverShelf|BreakdownShelf|StoredDriver|HarvestWatch|HeldDeltas|CabShelf)(\\$.*)?")
            .should()
            .dependOnClassesThat(resideInAnyPackage(KAFKA));

    @ArchTest
    static final ArchRule thePlanFilesAndTheWorldShouldKnowNeitherKafkaNorHttp = noClasses()
            .that()
            .resideInAnyPackage(
                    "dev.stopcode.producer.plan..", "dev.stopcode.producer.file..", "dev.stopcode.sandbox.world..")
            .should()
            .dependOnClassesThat(resideInAnyPackage(KAFKA).or(resideInAnyPackage(VERTX)));

    @ArchTest
    static final ArchRule detectionAndTriageShouldKnowNeitherKafkaNorHttp = noClasses()
            .that()
            .resideInAnyPackage("dev.stopcode.detection..", "dev.stopcode.triage..")
            .should()
            .dependOnClassesThat(resideInAnyPackage(KAFKA).or(resideInAnyPackage(VERTX)));

    @ArchTest
    static final ArchRule namesShouldSayWhatAClassDoes =
            noClasses().should().haveNameMatching(".*(Utils?|Helper|Manager|Impl)$");
}
