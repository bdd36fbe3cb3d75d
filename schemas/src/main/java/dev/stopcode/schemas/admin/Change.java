package dev.stopcode.schemas.admin;

/**
 * Something that was done.
 *
 * @param name the topic or subject
 */
public record Change(Kind kind, String name) {

    /** What was done. */
    public enum Kind {
        TOPIC_CREATED("created topic"),
        COMPATIBILITY_SET("set FULL_TRANSITIVE for subject"),
        SCHEMA_REGISTERED("registered the schema of subject");

        private final String text;

        Kind(String text) {
            this.text = text;
        }
    }

    /** One line for people. */
    @Override
    public String toString() {
        return kind.text + " " + name;
    }
}
