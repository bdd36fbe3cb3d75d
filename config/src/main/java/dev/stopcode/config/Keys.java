package dev.stopcode.config;

import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Validator;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/** Defines keys, one line each. */
final class Keys {

    private final ConfigDef definition = new ConfigDef();

    ConfigDef definition() {
        return definition;
    }

    Keys number(String key, int standard, int least, int most, String documentation) {
        return add(key, ConfigDef.Type.INT, standard, ConfigDef.Range.between(least, most), documentation);
    }

    Keys number(String key, int standard, int least, String documentation) {
        return add(key, ConfigDef.Type.INT, standard, ConfigDef.Range.atLeast(least), documentation);
    }

    Keys bytes(String key, long standard, long least, String documentation) {
        return add(key, ConfigDef.Type.LONG, standard, ConfigDef.Range.atLeast(least), documentation);
    }

    Keys decimal(String key, double standard, double least, String documentation) {
        return add(key, ConfigDef.Type.DOUBLE, standard, ConfigDef.Range.atLeast(least), documentation);
    }

    Keys text(String key, @Nullable String standard, String documentation) {
        return add(key, ConfigDef.Type.STRING, standard, null, documentation);
    }

    Keys text(String key, @Nullable String standard, Validator validator, String documentation) {
        return add(key, ConfigDef.Type.STRING, standard, validator, documentation);
    }

    Keys list(String key, String standard, Validator validator, String documentation) {
        return add(key, ConfigDef.Type.LIST, standard, validator, documentation);
    }

    Keys secret(String key, String documentation) {
        return add(key, ConfigDef.Type.PASSWORD, "", null, documentation);
    }

    Keys directory(String key, String standard, String documentation) {
        return text(key, standard, new ConfigDef.NonEmptyString(), documentation);
    }

    Keys duration(String key, String standard, String documentation) {
        return text(key, standard, Durations.VALIDATOR, documentation);
    }

    Keys url(String key, @Nullable String standard, String documentation) {
        return text(key, standard, Urls.VALIDATOR, documentation);
    }

    Keys choice(String key, Enum<?> standard, String documentation) {
        String[] names = Stream.of(standard.getDeclaringClass().getEnumConstants())
                .map(Keys::name)
                .toArray(String[]::new);
        return text(key, name(standard), ConfigDef.ValidString.in(names), documentation);
    }

    private Keys add(
            String key,
            ConfigDef.Type type,
            @Nullable Object standard,
            @Nullable Validator validator,
            String documentation) {
        definition.define(key, type, standard, validator, Importance.MEDIUM, documentation);
        return this;
    }

    private static String name(Object constant) {
        return constant.toString().toLowerCase(Locale.ROOT);
    }

    /** A validator of texts from a function that throws, with what is allowed. */
    static Validator parsedBy(Consumer<String> parser, String allowed) {
        return new Validator() {
            @Override
            public void ensureValid(String key, @Nullable Object value) {
                if (value == null) {
                    return;
                }
                try {
                    parser.accept(value.toString());
                } catch (IllegalArgumentException e) {
                    throw new ConfigException(key, value, allowed);
                }
            }

            @Override
            public String toString() {
                return allowed;
            }
        };
    }
}
