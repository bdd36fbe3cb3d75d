package dev.stopcode.sandbox.api;

import static dev.stopcode.sandbox.api.SimulatorCalls.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stopcode.devcenter.Flavour;
import dev.stopcode.devcenter.details.DetailRow;
import dev.stopcode.sandbox.world.Crash;
import dev.stopcode.sandbox.world.Size;
import dev.stopcode.sandbox.world.Source;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CabBatchIT extends SimulatorFixture {

    private final Source source = world.sources().stream()
            .filter(each -> each.flavour() == Flavour.WINDOWS_10)
            .findFirst()
            .orElseThrow();

    CabBatchIT() {
        super(Size.MEDIUM);
    }

    /** The failure that has most dumps on a day, and has more than a page of them in a month. */
    private String failureHash() {
        return world
                .crashes(source, TODAY.minusDays(9), TODAY)
                .map(Crash::event)
                .filter(event -> event.cabIdHash() != null)
                .collect(Collectors.groupingBy(
                        event -> Objects.requireNonNull(event.failureHash()), Collectors.counting()))
                .entrySet()
                .stream()
                .max(Map.Entry.comparingByValue())
                .orElseThrow()
                .getKey();
    }

    private String batch() {
        return "/v1.0/my/analytics/driver/cabdownloadbatch?applicationId=" + source.applicationId() + "&failureHash="
                + failureHash();
    }

    @Test
    void shouldLinkToAllDumpsOfAFailureThatAreLeft() throws Exception {
        // When
        JsonNode page = json(calls.get(batch()));
        List<JsonNode> cabs = calls.rows(batch());

        // Then
        assertThat(page.path("Value")).hasSize(100);
        assertThat(page.has("TotalCount")).isFalse();
        assertThat(cabs.stream().map(cab -> cab.path("cabIdHash").asText()))
                .containsExactlyElementsOf(world.crashes(source, failureHash(), TODAY.minusDays(30), TODAY, TODAY)
                        .map(DetailRow::cabIdHash)
                        .filter(Objects::nonNull)
                        .toList());
        JsonNode first = cabs.getFirst();
        assertThat(first.properties())
                .extracting(Map.Entry::getKey)
                .containsExactlyInAnyOrder(
                        "applicationId",
                        "submissionId",
                        "failureHash",
                        "cabIdHash",
                        "cabUrl",
                        "date",
                        "cabExpirationTime");
        assertThat(first.path("cabUrl").asText()).contains(".ext.zip?");
        assertThat(calls.download(URI.create(first.path("cabUrl").asText())).body())
                .isEqualTo(
                        world.cabBytes(first.path("cabIdHash").asText(), TODAY).orElseThrow());
    }

    @Test
    void shouldTakeDaysAndPages() throws Exception {
        LocalDate day = TODAY.minusDays(9);

        List<JsonNode> cabs = calls.rows(batch() + "&startDate=" + day + "&endDate=" + day + "&top=2");

        assertThat(cabs)
                .hasSizeGreaterThan(2)
                .doesNotHaveDuplicates()
                .allSatisfy(cab -> assertThat(cab.path("date").asText()).startsWith(day + " "));
    }

    @Test
    void shouldRefuseBadParameters() throws Exception {
        assertThat(calls.get(batch() + "&top=101").body()).contains("top parameter cannot be more than 100");
        assertThat(calls.get(batch().replaceFirst("&failureHash.*", "")).statusCode())
                .isEqualTo(400);
        assertThat(calls.get(batch().replaceFirst("applicationId=\\d+", "")).statusCode())
                .isEqualTo(400);
        assertThat(calls.get(batch().replaceFirst("applicationId=\\d+", "applicationId=1"))
                        .statusCode())
                .isEqualTo(404);
    }
}
