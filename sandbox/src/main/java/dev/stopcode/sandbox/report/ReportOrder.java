package dev.stopcode.sandbox.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a client has ordered: runs of a template by a plan.
 *
 * @param schedule the plan as it was sent
 * @param callback whom to tell that a run has completed
 */
record ReportOrder(
        long template,
        Plan plan,
        JsonNode schedule,
        @Nullable URI callback) {

    /** Reads an order; fails with {@link ReportProblems}. */
    static ReportOrder read(JsonNode json) {
        JsonNode schedule = LooseJson.field(json, "schedule");
        return new ReportOrder(template(json), Plan.read(schedule), schedule, callback(json));
    }

    /** This order with what another one changes of it. */
    ReportOrder edited(JsonNode json) {
        JsonNode other = LooseJson.field(json, "schedule");
        boolean planned = !other.isMissingNode();
        return new ReportOrder(
                LooseJson.field(json, "templateId").isMissingNode() ? template : template(json),
                planned ? Plan.read(other) : plan,
                planned ? other : schedule,
                LooseJson.field(json, "CallbackURL").isMissingNode() ? callback : callback(json));
    }

    private static long template(JsonNode json) {
        String text = LooseJson.text(json, "templateId");
        if (!text.matches("\\d{1,18}")) {
            throw new ReportProblems(List.of("templateId: a number is expected"));
        }
        return Long.parseLong(text);
    }

    private static @Nullable URI callback(JsonNode json) {
        String text = LooseJson.text(json, "CallbackURL");
        if (text.isEmpty()) {
            return null;
        }
        try {
            URI uri = new URI(text);
            if (uri.getHost() != null && List.of("http", "https").contains(uri.getScheme())) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // told below
        }
        throw new ReportProblems(List.of("CallbackURL: an absolute HTTP address is expected"));
    }
}
