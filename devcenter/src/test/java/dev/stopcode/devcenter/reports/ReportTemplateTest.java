package dev.stopcode.devcenter.reports;

import static dev.stopcode.devcenter.reports.AggregatedColumn.Function.SUM;
import static dev.stopcode.devcenter.reports.Condition.Operator.EQ;
import static dev.stopcode.devcenter.reports.Condition.Operator.GT;
import static dev.stopcode.devcenter.reports.Condition.Operator.IN;
import static dev.stopcode.devcenter.reports.Condition.Operator.LIKE;
import static dev.stopcode.devcenter.reports.Condition.and;
import static dev.stopcode.devcenter.reports.Condition.or;
import static dev.stopcode.devcenter.reports.ReportColumn.*;
import static dev.stopcode.devcenter.reports.ReportView.IHV_DRIVER;
import static dev.stopcode.devcenter.reports.ReportView.OEM_DRIVER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.stopcode.devcenter.Golden;
import dev.stopcode.devcenter.json.VendorJson;
import dev.stopcode.devcenter.reports.Order.Sort;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReportTemplateTest {

    @ParameterizedTest
    @MethodSource("dev.stopcode.devcenter.reports.Samples#all")
    void shouldBeWrittenAsDocumentedAndReadBackEqual(String file, ReportTemplate template)
            throws JsonProcessingException {
        // Given
        String golden = Golden.text("reports/" + file);

        // Then
        String written = VendorJson.MAPPER.writeValueAsString(template);
        assertThat(VendorJson.MAPPER.readTree(written)).isEqualTo(VendorJson.MAPPER.readTree(golden));
        assertThat(read(golden)).isEqualTo(template).hasSameHashCodeAs(template);
    }

    @Test
    void shouldKnowTheColumnsOfEachView() {
        assertThat(ReportColumn.of(IHV_DRIVER)).hasSize(30).doesNotContain(MODEL, BASEBOARD, MODEL_FAMILY);
        assertThat(ReportColumn.of(OEM_DRIVER))
                .hasSize(28)
                .doesNotContain(APPLICATION_ID, SUBMISSION_ID, OS_NAME, OEM_NAME, OEM_MODEL);
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                refusal("no column is projected", template -> {}),
                refusal("Model is not a column of IHVDriver", template -> template.columns(SYMBOL, MODEL)),
                refusal(
                        "Model is not a column of IHVDriver",
                        template -> template.columns(SYMBOL)
                                .where(or(Condition.of(MODEL, EQ, "a"), Condition.of(SYMBOL, EQ, "b")))),
                refusal(
                        "Model is not a column of IHVDriver",
                        template -> template.columns(SYMBOL).aggregate(SUM.of(MODEL))),
                refusal(
                        "SUM(EventCount) is not a column of IHVDriver",
                        template -> template.columns(SYMBOL)
                                .aggregate(SUM.of(EVENT_COUNT))
                                .where(Condition.of(SUM.of(EVENT_COUNT), GT, "1"))),
                refusal(
                        "SUM(EventCount) stands twice",
                        template -> template.columns(SYMBOL)
                                .aggregate(SUM.of(EVENT_COUNT))
                                .aggregate(SUM.of(EVENT_COUNT))),
                refusal(
                        "aggregate condition on SUM(EventCount), neither projected nor aggregated",
                        template -> template.columns(SYMBOL).having(Condition.of(SUM.of(EVENT_COUNT), GT, "1"))),
                refusal(
                        "ordered by DriverName, neither projected nor aggregated",
                        template -> template.columns(SYMBOL).orderBy(DRIVER_NAME, Sort.ASC)),
                refusal(
                        "limit -1 is negative",
                        template -> template.columns(SYMBOL).limit(-1)),
                refusal(
                        "Symbol IN takes at least one value",
                        template -> template.columns(SYMBOL).where(Condition.of(SYMBOL, IN))),
                refusal(
                        "Symbol LIKE takes one value, not 2",
                        template -> template.columns(SYMBOL).where(Condition.of(SYMBOL, LIKE, "a%", "b%"))),
                refusal(
                        "SUM(EventCount) GT takes one value, not 0",
                        template -> template.columns(SYMBOL)
                                .aggregate(SUM.of(EVENT_COUNT))
                                .having(Condition.of(SUM.of(EVENT_COUNT), GT))),
                refusal("no column is projected; limit -2 is negative", template -> template.limit(-2)));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void shouldNotBuildWhatTheVendorRefuses(String problem, Consumer<TemplateBuilder> change) {
        // Given
        TemplateBuilder builder = ReportTemplate.of(IHV_DRIVER, ReportPeriod.YESTERDAY);
        change.accept(builder);

        // Then
        assertThatIllegalArgumentException().isThrownBy(builder::build).withMessage("report template: " + problem);
    }

    @Test
    void shouldTellAllThatTheVendorRefusesInATemplateOfNames() {
        // Given
        ReportTemplate template = read("""
                {"view":"Fleet","projection":["Temperature","symbol"],"dateRange":{"reportPeriod":"LastYear"},
                 "aggregation":{"aggregatedColumns":["stdev(Symbol)","SUM(Altitude)"]}}""");

        // Then
        assertThatIllegalArgumentException()
                .isThrownBy(template::checked)
                .withMessage(
                        "report template: view: 'Fleet' is none of IHVDriver, OEMDriver; reportPeriod: 'LastYear' is"
                                + " none of Yesterday, Last3Days, Last7Days, Last10Days, Last15Days, Last30Days, Last60Days,"
                                + " Last90Days; Temperature is not a column; STDEV(Symbol) is no aggregated column, such as"
                                + " SUM(EventCount); SUM(Altitude) is no aggregated column, such as SUM(EventCount)");
    }

    @Test
    void shouldRefuseAGroupOfNoConditions() {
        assertThatIllegalArgumentException().isThrownBy(Condition::and);
        assertThatIllegalArgumentException().isThrownBy(Condition::or);
    }

    @ParameterizedTest
    @ValueSource(strings = {"""
                {"view":"OEMDriver","projection":["Symbol","Market"],
                 "condition":{"and":[{"attribute":"Market","operator":"IN","value":["DE","AT"]},
                                     {"attribute":"Symbol","operator":"LIKE","value":"a%"}]}}""", """
                {"VIEW":" oemdriver ","Projection":["market"," SYMBOL","Market"],"limit":0,"orderBy":null,"aggregation":null,
                 "Condition":{"And":[{"Attribute":"symbol","Operator":"like","Value":"a%"},
                                     {"Attribute":"MARKET","Operator":"In","Value":["AT","DE"]}],"or":[]}}""", """
                {"view":"OEMDriver","projection":["Symbol","Market"],"orderby":[],"aggregation":{"aggregatedColumns":[]},
                 "condition":{"condition":{"and":[
                     {"condition":{"or":[{"attribute":"Market","operator":"in","value":["DE","AT"]}]}},
                     {"condition":{}},
                     {"and":[{"attribute":"Symbol","operator":"like","value":"a%"}],"condition":null}]}}}"""})
    void shouldBeEqualHoweverItIsWritten(String json) {
        assertThat(read(json))
                .isEqualTo(new ReportTemplate(
                        "OEMDriver",
                        Set.of("Symbol", "Market"),
                        null,
                        and(Condition.of(MARKET, IN, "DE", "AT"), Condition.of(SYMBOL, LIKE, "a%")),
                        null,
                        List.of(),
                        0));
    }

    @ParameterizedTest
    @CsvSource({"Last90Days,Last60Days", "DCOUNT,COUNT", "desc,asc", "10,11", "DriverName,DriverVersion", "IHV,OEM"})
    void shouldDifferWhereItsReportWould(String one, String other) {
        assertThat(read(Golden.text("reports/template-top-ten.json").replace(one, other)))
                .isNotEqualTo(Samples.TOP_TEN);
    }

    @Test
    void shouldKeepWhatIsNotDocumentedAsItIs() {
        // When
        ReportTemplate template = read("""
                {"view":"Fleet","projection":["Temperature","symbol"],"dateRange":{"reportPeriod":"LastYear"},
                 "aggregation":{"aggregatedColumns":["stdev(Temperature)"]},"orderby":[{"attribute":"Altitude"}],
                 "condition":{"or":[{"attribute":"Altitude","operator":"gt","value":8000},
                                    {"attribute":"Symbol","operator":"eq","value":true}],
                              "and":[{"attribute":"Symbol","operator":"eq","value":["a","b"]}]}}""");

        // Then
        assertThat(template.view()).isEqualTo("Fleet");
        assertThat(template.projection()).containsExactly("Temperature", "Symbol");
        assertThat(template.dateRange()).hasToString("DateRange[reportPeriod=LastYear]");
        assertThat(template.aggregation())
                .isEqualTo(new ReportTemplate.Aggregation(Set.of("STDEV(Temperature)"), null));
        assertThat(template.orderby()).containsExactly(new Order("Altitude", Sort.ASC));
        assertThat(Objects.requireNonNull(template.condition()).comparisons())
                .extracting(Object::toString)
                .containsExactly(
                        "Comparison[attribute=Symbol, operator=EQ, values=[a, b]]",
                        "Comparison[attribute=Altitude, operator=GT, values=[8000]]",
                        "Comparison[attribute=Symbol, operator=EQ, values=[true]]");
    }

    private static Arguments refusal(String problem, Consumer<TemplateBuilder> change) {
        return Arguments.of(problem, change);
    }

    private static ReportTemplate read(String json) {
        try {
            return VendorJson.MAPPER.readValue(json, ReportTemplate.class);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
