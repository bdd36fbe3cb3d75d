package dev.stopcode.schemas.admin;

/**
 * Where cluster or registry differ from the catalogue.
 *
 * @param name the topic or subject
 * @param problem what is found and what is expected
 * @param remedy what to do
 */
public record Difference(String name, String problem, String remedy) {

    static final String CREATE = "run `stopcode topics create`";

    /** One line for people. */
    @Override
    public String toString() {
        return name + ": " + problem + "; " + remedy;
    }
}
