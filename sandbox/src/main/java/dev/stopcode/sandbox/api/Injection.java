package dev.stopcode.sandbox.api;

/**
 * When a fault strikes.
 *
 * @param after requests that it lets pass first
 * @param times requests that it strikes then
 * @param path what a request's path must contain to be struck or counted; empty for any
 */
public record Injection(Fault fault, int after, int times, String path) {

    /** As many times as there are requests. */
    static final int ALWAYS = Integer.MAX_VALUE;

    /** The next request; a {@link Fault.Standing} fault stays. */
    public static Injection of(Fault fault) {
        return new Injection(fault, 0, fault instanceof Fault.Standing ? ALWAYS : 1, "");
    }

    /**
     * Reads a fault as it is written on a command line, {@code throttle,retryAfter=5,times=3}, or as a JSON object.
     *
     * @throws IllegalArgumentException if there is no such fault, or it has other settings; the message says which
     */
    public static Injection parse(String text) {
        return FaultReader.parse(text);
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
