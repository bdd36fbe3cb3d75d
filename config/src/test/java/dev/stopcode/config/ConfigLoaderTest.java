package dev.stopcode.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.stopcode.detection.Sensitivity;
import dev.stopcode.devcenter.DevCenterConfig;
import dev.stopcode.devcenter.Flavour;
import dev.stopcode.devcenter.reports.Condition;
import dev.stopcode.devcenter.reports.ReportColumn;
import dev.stopcode.devcenter.reports.ReportPeriod;
import dev.stopcode.devcenter.reports.ReportTemplate;
import dev.stopcode.devcenter.reports.ReportView;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigLoaderTest {

    private static final Map<String, String> NEEDED =
            Map.of("kafka.bootstrap.servers", "broker:9092", "schema.registry.url", "http://registry:8081");

    @TempDir
    private Path dir;

    @Test
    void shouldNeedOnlyClusterAndRegistry() {
        // When
        StopcodeConfig config = load(Map.of());

        // Then
        assertThat(config.kafka().prefix()).isEqualTo("stopcode.");
        assertThat(config.kafka().partitions()).isEqualTo(4);
        assertThat(config.kafka().replicationFactor()).isEqualTo((short) -1);
        assertThat(config.kafka().clients()).isEqualTo(Map.of("bootstrap.servers", "broker:9092"));
        assertThat(config.kafka().serdes()).isEqualTo(Map.of("schema.registry.url", "http://registry:8081"));
        assertThat(config.devCenter()).isNull();
        assertThat(config.sources()).isEmpty();
        assertThat(config.harvest()).isEqualTo(new HarvestConfig(90, 10, Duration.ofHours(6), 10_000, 4, 3, ""));
        assertThat(config.detection())
                .isEqualTo(new DetectionConfig(165, Sensitivity.NORMAL, List.of(1.0), 3, 36, Set.of(), Set.of()));
        assertThat(config.cabs())
                .isEqualTo(new CabConfig(
                        new CabBudget(3, 20, 20),
                        4,
                        5,
                        Duration.ofHours(1),
                        1L << 30,
                        new StoreConfig(
                                new CabLocation.Directory(Path.of("./data/cabs")),
                                Path.of("./data/spool"),
                                StoreConfig.Credentials.NONE,
                                30,
                                0,
                                StoreConfig.WhenFull.STOP,
                                256 << 20)));
        assertThat(config.streams().stores()).isEqualTo(StreamsConfig.Stores.MEMORY);
    }

    @Test
    void shouldTakeDriversOfGraphicsAsAList() {
        // When
        DetectionConfig detection = load(Map.of("detection.graphics.discrete", "contoso.sys, fabrikam.sys"))
                .detection();

        // Then
        assertThat(detection.discreteGraphics()).containsExactlyInAnyOrder("contoso.sys", "fabrikam.sys");
        assertThat(detection.integratedGraphics()).isEmpty();
    }

    @Test
    void shouldLeaveTheKeysOfOtherSerdesToThem() {
        // When
        KafkaConfig kafka = load(Map.of(
                        "avro.serializer", "org.apache.kafka.common.serialization.ByteArraySerializer",
                        "use.schema.id", "7"))
                .kafka();

        // Then
        assertThat(kafka.serdes())
                .containsEntry("use.schema.id", "7")
                .containsEntry("avro.serializer", "org.apache.kafka.common.serialization.ByteArraySerializer");
    }

    @Test
    void shouldSayWhichSerializerIsMissing() {
        assertThat(refused(Map.of("avro.serializer", "io.confluent.kafka.serializers.KafkaAvroSerializer")))
                .contains("avro.serializer", "could not be found");
    }

    @Test
    void shouldFillInTheDevCentersDefaults() {
        // When
        DevCenterConfig devCenter = Objects.requireNonNull(load(Map.of(
                        "devcenter.tenant", "contoso",
                        "devcenter.client.id", "id",
                        "devcenter.client.secret", "hush"))
                .devCenter());

        // Then
        assertThat(devCenter)
                .isEqualTo(new DevCenterConfig(
                        URI.create("https://manage.devcenter.microsoft.com"),
                        URI.create("https://login.microsoftonline.com/contoso/oauth2/token"),
                        "https://manage.devcenter.microsoft.com",
                        new DevCenterConfig.Credentials("id", "hush"),
                        Set.of("*.blob.core.windows.net"),
                        5,
                        8,
                        6,
                        Duration.ofMillis(500),
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(120),
                        Duration.ofSeconds(60),
                        DevCenterConfig.Transport.DIRECT));
    }

    @Test
    void shouldReadTransportSettings() {
        // When
        DevCenterConfig devCenter = Objects.requireNonNull(load(Map.of(
                        "devcenter.tenant", "contoso",
                        "devcenter.client.id", "id",
                        "devcenter.client.secret", "hush",
                        "devcenter.login", "http://localhost:8080/login/",
                        "devcenter.proxy", "http://proxy:3128",
                        "devcenter.truststore", "ca.pem",
                        "devcenter.client.certificate", "me.p12",
                        "devcenter.client.certificate.password", "changeit"))
                .devCenter());

        // Then
        assertThat(devCenter.tokenUrl()).hasToString("http://localhost:8080/login/contoso/oauth2/token");
        assertThat(devCenter.transport())
                .isEqualTo(new DevCenterConfig.Transport(
                        URI.create("http://proxy:3128"), Path.of("ca.pem"), null, Path.of("me.p12"), "changeit"));
    }

    @Test
    void shouldLetEnvironmentWinOverFileAndFlagsOverEnvironment() throws IOException {
        // Given
        Path file = file("""
                kafka.bootstrap.servers=file:1
                schema.registry.url=http://file
                topics.prefix=file.
                harvest.concurrency=2
                """);
        Map<String, String> env = Map.of(
                "STOPCODE_TOPICS_PREFIX",
                "env.",
                "STOPCODE_HARVEST_CONCURRENCY",
                "3",
                "HOME",
                "/root",
                "STOPCODE_HOME",
                "/opt",
                "STOPCODE_IMAGE",
                "of docker-compose.yml",
                "STOPCODE_POSTGRESQL_PASSWORD",
                "of a connector");

        // When
        StopcodeConfig config = ConfigLoader.load(file, env, Map.of("harvest.concurrency", "9"));

        // Then
        assertThat(config.kafka().clients()).containsEntry("bootstrap.servers", "file:1");
        assertThat(config.kafka().prefix()).isEqualTo("env.");
        assertThat(config.harvest().concurrency()).isEqualTo(9);
    }

    @Test
    void shouldReplaceReferencesToVariablesAndFiles() throws IOException {
        // Given
        Path secret = Files.writeString(dir.resolve("secret"), "from file\n");
        Path file = file("""
                kafka.bootstrap.servers=${env:BROKER}:9092
                schema.registry.url=http://registry
                harvest.device.key=${file:%s}
                """.formatted(secret));

        // When
        StopcodeConfig config = ConfigLoader.load(file, Map.of("BROKER", "b$1"), Map.of());

        // Then
        assertThat(config.kafka().clients()).containsEntry("bootstrap.servers", "b$1:9092");
        assertThat(config.harvest().deviceKey()).isEqualTo("from file");
    }

    @Test
    void shouldReadSourcesInTheFilesOrder() {
        // When
        StopcodeConfig config = load(Map.of(
                "sources", "oem, nvl",
                "source.oem.flavour", "oem",
                "source.oem.counting", "false",
                "source.nvl.flavour", "windows-10",
                "source.nvl.application", "14313740173240907"));

        // Then
        assertThat(config.sources())
                .containsExactly(
                        new SourceConfig("oem", Flavour.OEM, null, false),
                        new SourceConfig("nvl", Flavour.WINDOWS_10, "14313740173240907", true));
    }

    @Test
    void shouldReadReports() {
        // When
        ReportConfig report = load(Map.of(
                        "reports", "ihv",
                        "report.ihv.view", "ihvdriver",
                        "report.ihv.columns", "FailureDateTime, failurehash,DriverName",
                        "report.ihv.period", "Last30Days",
                        "report.ihv.condition",
                                "{\"and\":[{\"attribute\":\"Market\",\"operator\":\"EQ\",\"value\":\"US\"}]}",
                        "report.ihv.interval", "24h",
                        "harvest.device.key", "hush"))
                .reports()
                .getFirst();

        // Then
        assertThat(report)
                .isEqualTo(new ReportConfig(
                        "ihv",
                        ReportTemplate.of(ReportView.IHV_DRIVER, ReportPeriod.LAST_30_DAYS)
                                .columns(
                                        ReportColumn.FAILURE_HASH,
                                        ReportColumn.FAILURE_DATE_TIME,
                                        ReportColumn.DRIVER_NAME)
                                .where(Condition.of(ReportColumn.MARKET, Condition.Operator.EQ, "US"))
                                .build(),
                        30,
                        Duration.ofHours(24),
                        true));
    }

    @Test
    void shouldCountWhatASourceAndAReportBothCoverByTheSource() {
        // Given
        Map<String, String> both = new HashMap<>(Map.of(
                "sources", "legacy",
                "source.legacy.flavour", "windows-7-8",
                "reports", "ihv,oem",
                "report.ihv.view", "IHVDriver",
                "report.oem.view", "OEMDriver",
                "harvest.device.key", "hush"));

        // When / Then
        assertThat(load(both).reports()).extracting(ReportConfig::counting).containsExactly(false, true);
        both.put("report.ihv.counting", "true");
        assertThat(refused(both)).contains("report.ihv.counting", "a source of the same drivers counts already");
    }

    @Test
    void shouldRefuseReportsThatCannotBeHarvested() {
        assertThat(refused(Map.of(
                        "reports", "ihv",
                        "report.ihv.columns", "FailureHash,Model,Nonsense",
                        "report.ihv.view", "IHVDriver",
                        "report.ihv.interval", "90m",
                        "report.ihv.period", "Always")))
                .contains("report.ihv.interval", "whole hours")
                .contains("report.ihv.period", "Last90Days")
                .contains("harvest.device.key", "told apart by their devices");
        assertThat(refused(Map.of(
                        "reports", "ihv",
                        "report.ihv.columns", "FailureHash,Model,Nonsense",
                        "report.ihv.view", "IHVDriver",
                        "harvest.device.key", "hush")))
                .contains("unknown column Nonsense", "Model is not a column of IHVDriver");
    }

    @Test
    void shouldListenForCallbacksOnlyWhereTheirUrlIsKnown() {
        // Given
        Map<String, String> settings = new HashMap<>(Map.of("reports.callback.port", "8000"));
        assertThat(load(settings).callback()).isNull();

        // When
        settings.put("reports.callback.url", "https://hooks.example.com/stopcode");

        // Then
        assertThat(load(settings).callback())
                .isEqualTo(new CallbackConfig(URI.create("https://hooks.example.com/stopcode"), "127.0.0.1", 8000));
    }

    @Test
    void shouldNeedNoClusterToReachTheDevCenter() {
        // Given
        Map<String, String> credentials =
                Map.of("devcenter.tenant", "contoso", "devcenter.client.id", "id", "devcenter.client.secret", "hush");

        // When
        DevCenterConfig devCenter = Objects.requireNonNull(ConfigLoader.devCenter(null, Map.of(), credentials));

        // Then
        assertThat(devCenter.tokenUrl()).hasToString("https://login.microsoftonline.com/contoso/oauth2/token");
        assertThat(ConfigLoader.devCenter(null, Map.of(), Map.of())).isNull();
        assertThat(catchThrowableOfType(
                        ConfigProblems.class,
                        () -> ConfigLoader.devCenter(null, Map.of(), Map.of("devcenter.tenant", "contoso"))))
                .hasMessageContaining("belong together");
    }

    private static String refused(Map<String, String> values) {
        ConfigProblems problems = catchThrowableOfType(ConfigProblems.class, () -> load(values));
        return String.valueOf(problems.getMessage());
    }

    @Test
    void shouldPassTheKeysOfKafkaAndOfTheSerdes() {
        // When
        StopcodeConfig config = load(Map.of(
                "kafka.security.protocol", "SSL",
                "specific.avro.reader", "true",
                "schema.registry.ssl.truststore.location", "/ca.p12"));

        // Then
        assertThat(config.kafka().clients())
                .containsEntry("security.protocol", "SSL")
                .hasSize(2);
        assertThat(config.kafka().serdes())
                .containsEntry("specific.avro.reader", "true")
                .containsEntry("schema.registry.ssl.truststore.location", "/ca.p12")
                .hasSize(3);
    }

    @Test
    void shouldRefuseAllProblemsTogether() {
        // When
        ConfigProblems refused = refused(
                Map.of(),
                Map.ofEntries(
                        Map.entry("harvest.concurency", "2"),
                        Map.entry("harvest.page.size", "20000"),
                        Map.entry("harvest.interval", "6 hours"),
                        Map.entry("streams.stores", "disk"),
                        Map.entry("devcenter.tenant", "contoso"),
                        Map.entry("devcenter.client.secret", "hush"),
                        Map.entry("devcenter.client.secrets", "hush"),
                        Map.entry("sources", "nvl,oem"),
                        Map.entry("source.nvl.flavour", "windows-10"),
                        Map.entry("source.oem.flavour", "oem"),
                        Map.entry("source.oem.application", "1"),
                        Map.entry("source.old.flavour", "oem"),
                        Map.entry("use.schema.id", "7")));

        // Then
        assertThat(refused).hasMessage("""
                The configuration has 12 problems:
                  devcenter.client.secrets=***: unknown key; did you mean devcenter.client.secret?
                  harvest.concurency=2: unknown key; did you mean harvest.concurrency?
                  source.old.flavour=oem: unknown key, or a source that `sources` does not list
                  use.schema.id=7: a key of Confluent's serdes that Stopcode's do not honour
                  harvest.interval=6 hours: a duration such as 500ms, 30s, 10m, 6h or 2d
                  harvest.page.size=20000: Value must be no more than 10000
                  kafka.bootstrap.servers: missing
                  schema.registry.url: missing
                  streams.stores=disk: String must be one of: memory, rocksdb
                  devcenter.client.id: missing: devcenter.tenant, devcenter.client.id, devcenter.client.secret belong together
                  source.nvl.application: missing: the flavour windows-10 is asked for one application
                  source.oem.application=1: the flavour oem has no applications: remove it""");
        assertThat(refused.problems()).hasSize(12);
    }

    @ParameterizedTest
    @CsvSource({
        "topics.prefix, stop code., letters",
        "topics.replication.factor, 0, at least 1",
        "topics.partitions, four, Not a number",
        "devcenter.api, manage.devcenter.microsoft.com, http:// or https:// URL",
        "devcenter.backoff, 31s, at most devcenter.backoff.max",
        "devcenter.requests.per.second, 0, at least 0.01",
        "sources, My App, small letters",
        "basic.auth.user.info, a:b, need each other",
        "schema.registry.url, registry:8081, http:// or https:// URL",
        "kafka.acks, maybe, 'one of: all, -1, 0, 1'",
        "kafka.fetch.max.wait.ms, soon, Not a number",
        "kafka.secruity.protocol, SSL, did you mean kafka.security.protocol?",
        "cabs.store, '', a directory",
        "cabs.store, ftp://host/cabs, s3://BUCKET",
        "cabs.store, s3://user:hidden@bucket, credentials never stand here",
        "cabs.store, s3://bucket?secretKey=hidden, credentials never stand here",
        "cabs.store, s3://bucket?endpoint=localhost:9000, credentials never stand here",
        "cabs.store, azblob://account, azblob://ACCOUNT/CONTAINER",
        "cabs.retention.days, 31, no more than 30",
        "cabs.retention.days, 0, at least 1",
        "cabs.store.limit, -1, at least 0",
        "cabs.when.full, newest, 'one of: stop, oldest'",
        "reports.callback.url, hooks.example.com/stopcode, http:// or https:// URL",
        "reports.callback.url, https://hooks.example.com/?stopcode, without ? and #",
        "reports.callback.port, 0, at least 1"
    })
    void shouldSayWhatIsAllowed(String key, String value, String allowed) {
        // Given
        Map<String, String> values = new HashMap<>(NEEDED);
        values.put(key, value);

        // When
        ConfigProblems refused = refused(Map.of(), values);

        // Then
        assertThat(refused.problems()).hasSize(1);
        assertThat(refused).hasMessageContaining(allowed).hasMessageNotContaining("hidden");
    }

    @Test
    void shouldRefuseHalfOfTheCredentialsOfABucket() {
        // Given
        Map<String, String> values = new HashMap<>(NEEDED);
        values.putAll(Map.of("cabs.store", "s3://dumps", "cabs.store.secret.key", "hidden"));

        // Then
        assertThat(refused(Map.of(), values))
                .hasMessageContaining("cabs.store.access.key: missing")
                .hasMessageNotContaining("hidden");

        // When
        values.put("cabs.store.access.key", "id");

        // Then
        assertThat(load(values).cabs().store().credentials())
                .isEqualTo(new StoreConfig.Credentials("id", "hidden"))
                .asString()
                .doesNotContain("hidden");
    }

    @Test
    void shouldRefuseDumpsLargerThanABucketTakesAtOnce() {
        // Given
        Map<String, String> values = new HashMap<>(NEEDED);
        values.putAll(Map.of("cabs.store", "s3://dumps", "cabs.max.bytes", "5368709121"));

        // Then
        assertThat(refused(Map.of(), values)).hasMessageContaining("cabs.max.bytes=5368709121: at most 5368709120");
        assertThat(load(Map.of("cabs.max.bytes", "5368709121")).cabs().maxBytes())
                .isEqualTo(5_368_709_121L);
    }

    @Test
    void shouldRefuseAKeyThatStandsTwiceAndNameTheVariableOfOneThatIsUnknown() throws IOException {
        // Given
        Path file = file("""
                kafka.bootstrap.servers=b:1
                schema.registry.url=http://r
                topics.partitions=4
                topics.partitions=8
                """);

        // When
        ConfigProblems refused = catchThrowableOfType(
                ConfigProblems.class,
                () -> ConfigLoader.load(file, Map.of("STOPCODE_TOPICS_PARTITION", "4"), Map.of()));

        // Then
        assertThat(refused.problems())
                .extracting(Problem::key, Problem::what)
                .containsExactly(
                        tuple("topics.partitions", "stands more than once in " + file),
                        tuple(
                                "topics.partition",
                                "unknown key; did you mean topics.partitions? (set by STOPCODE_TOPICS_PARTITION)"));
    }

    @Test
    void shouldNeverPrintASecret() {
        // Given
        Map<String, String> values = new HashMap<>(NEEDED);
        values.put("schema.registry.url", "http://user:hush@registry:8081,ftp://user:hush@other");
        values.put("bearer.auth.tokens", "hush");
        values.put("harvest.device.keys", "hush");

        // When
        ConfigProblems refused = refused(Map.of("STOPCODE_DEVCENTER_CLIENT_SECRETT", "hush"), values);

        // Then
        assertThat(refused.problems()).hasSizeGreaterThanOrEqualTo(3);
        assertThat(refused).hasMessageNotContaining("hush");
    }

    @Test
    void shouldTellAReferenceThatLeadsNowhereAndAFileThatIsMissing() {
        // When
        ConfigProblems refused = catchThrowableOfType(
                ConfigProblems.class,
                () -> ConfigLoader.load(
                        dir.resolve("none.properties"),
                        Map.of(),
                        Map.of(
                                "kafka.bootstrap.servers", "b:1",
                                "schema.registry.url", "${file:/no/such/url}",
                                "harvest.device.key", "${env:NOTHING}",
                                "devcenter.truststore.password", "${file:/no/such/file}")));

        // Then
        assertThat(refused.problems()).hasSize(4);
        assertThat(refused)
                .hasMessageContaining("none.properties: there is no such file")
                .hasMessageContaining("harvest.device.key=***: the environment has no variable NOTHING")
                .hasMessageContaining("devcenter.truststore.password=***: the file /no/such/file cannot be read");
    }

    private static StopcodeConfig load(Map<String, String> more) {
        Map<String, String> values = new HashMap<>(NEEDED);
        values.putAll(more);
        return ConfigLoader.load(null, Map.of(), values);
    }

    private static ConfigProblems refused(Map<String, String> env, Map<String, String> overrides) {
        return catchThrowableOfType(ConfigProblems.class, () -> ConfigLoader.load(null, env, overrides));
    }

    private Path file(String text) throws IOException {
        return Files.writeString(dir.resolve("stopcode.properties"), text);
    }
}
