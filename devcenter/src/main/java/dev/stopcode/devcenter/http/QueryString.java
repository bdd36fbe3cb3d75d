package dev.stopcode.devcenter.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** A query: percent-encoded {@code name=value} pairs in the order in which they were added. */
public final class QueryString {

    private final StringJoiner pairs = new StringJoiner("&");

    /** Adds a pair; nothing where {@code value} is null. */
    public QueryString add(String name, @Nullable Object value) {
        if (value != null) {
            pairs.add(name + "=" + encode(value.toString()));
        }
        return this;
    }

    /** Adds a comma-separated list; nothing where it is empty. */
    public QueryString addList(String name, List<String> values) {
        return add(name, values.isEmpty() ? null : String.join(",", values));
    }

    /** Adds all pairs of {@code other}. */
    public QueryString addAll(QueryString other) {
        pairs.add(other.toString());
        return this;
    }

    @Override
    public String toString() {
        return pairs.toString();
    }

    /** A text as one segment of a path, or as a name or value of a query. */
    static String encode(String value) {
        // + is a space in a form, not in every query
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
