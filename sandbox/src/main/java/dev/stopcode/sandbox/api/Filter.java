package dev.stopcode.sandbox.api;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the vendor's filter expressions: {@code field eq 'value'} and {@code field ne 'value'}, joined by {@code and},
 * which binds tighter, and {@code or}; parentheses are taken, a quote in a value is written twice.
 */
final class Filter {

    private static final Pattern TOKEN = Pattern.compile("\\s*([()]|'(?:[^']|'')*'|\\w+|\\S)");

    private final Vocabulary vocabulary;
    private final Deque<String> tokens = new ArrayDeque<>();

    private Filter(String text, Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
        Matcher matcher = TOKEN.matcher(text);
        while (matcher.find()) {
            tokens.add(matcher.group(1));
        }
    }

    /** The rows that an expression lets pass; an expression with an error fails with the vendor's answer to it. */
    static Predicate<ServedRow> parse(String text, Vocabulary vocabulary) {
        Filter filter = new Filter(text, vocabulary);
        Predicate<ServedRow> result = filter.alternatives();
        if (!filter.tokens.isEmpty()) {
            throw filter.unexpected();
        }
        return result;
    }

    private Predicate<ServedRow> alternatives() {
        Predicate<ServedRow> result = conjunction();
        while (skip("or")) {
            result = result.or(conjunction());
        }
        return result;
    }

    private Predicate<ServedRow> conjunction() {
        Predicate<ServedRow> result = statement();
        while (skip("and")) {
            result = result.and(statement());
        }
        return result;
    }

    private Predicate<ServedRow> statement() {
        if (skip("(")) {
            Predicate<ServedRow> inner = alternatives();
            if (!skip(")")) {
                throw unexpected();
            }
            return inner;
        }
        String field = field();
        boolean equal = skip("eq");
        if (!equal && !skip("ne")) {
            throw unexpected();
        }
        String value = value();
        return row -> value.equals(row.text(field)) == equal;
    }

    private String field() {
        String name = tokens.poll();
        return vocabulary
                .find(name == null ? "" : name)
                .orElseThrow(
                        () -> ApiError.badQuery("filter: no field " + (name == null ? "where one must be" : name)));
    }

    private String value() {
        String token = tokens.peek();
        if (token == null || token.length() < 2 || token.charAt(0) != '\'') {
            throw unexpected();
        }
        tokens.remove();
        return token.substring(1, token.length() - 1).replace("''", "'");
    }

    private boolean skip(String word) {
        boolean there = !tokens.isEmpty() && word.equalsIgnoreCase(tokens.peek());
        if (there) {
            tokens.remove();
        }
        return there;
    }

    private ApiError unexpected() {
        String token = tokens.peek();
        return ApiError.badQuery("filter: unexpected " + (token == null ? "end" : token));
    }
}
