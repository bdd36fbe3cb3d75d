package dev.stopcode.sandbox.api;

/**
 * When a fault strikes.
 *
 * @param after requests that it lets pass first
 * @param times requests that it strikes then
 * @param path what a request's path must contain to be struck or counted; empty for any
 */
public record Injection(Fault fault, int after, int times, String path) {

    /** The next request; a malformed row stays. */
    public static Injection of(Fault fault) {
        return new Injection(fault, 0, fault instanceof Fault.MalformedRow ? Integer.MAX_VALUE : 1, "");
    }

    public Injection after(int requests) {
        return new Injection(fault, requests, times, path);
    }

    public Injection times(int requests) {
        return new Injection(fault, after, requests, path);
    }

    public Injection on(String pathPart) {
        return new Injection(fault, after, times, pathPart);
    }
}
