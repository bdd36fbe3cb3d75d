package dev.stopcode.schemas.contract;

import dev.stopcode.schemas.Topic;
import dev.stopcode.schemas.Topic.Party;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Who and how long, as people say it. */
final class Words {

    private Words() {}

    static String parties(Set<Party> parties) {
        return parties.stream()
                .sorted()
                .map(party -> party.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }

    /** Who may read a topic. */
    static String readers(Topic<?> topic) {
        if (topic.internal()) {
            return parties(topic.parties().readers()) + " alone";
        }
        return topic.personal() ? "who may see personal data" : "anybody";
    }
}
