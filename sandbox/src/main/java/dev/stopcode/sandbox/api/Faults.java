package dev.stopcode.sandbox.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The faults that are still to strike. Safe for use by several threads. */
public final class Faults {

    private final List<Injection> pending = new ArrayList<>();

    /** Lets the next request fail; a {@link Fault.Standing} fault stays. */
    public void inject(Fault fault) {
        inject(Injection.of(fault));
    }

    public synchronized void inject(Injection injection) {
        pending.add(injection);
    }

    public synchronized void clear() {
        pending.clear();
    }

    /** What has not struck yet, with what is left of it. */
    public synchronized List<Injection> pending() {
        return List.copyOf(pending);
    }

    /** A fault of this kind that strikes a request to this path, if there is one; it is used up by that. */
    <F extends Fault> Optional<F> strike(Class<F> kind, String path) {
        return strike(kind, path, fault -> true);
    }

    <F extends Fault> Optional<F> strike(Class<F> kind, String path, Predicate<F> matches) {
        return first(kind, path, injection -> matches.test(kind.cast(injection.fault())));
    }

    /** As {@link #strike(Class, String)}, if the path is named: for requests that a fault of any path does not mean. */
    <F extends Fault> Optional<F> strikeNamed(Class<F> kind, String path) {
        return first(kind, path, injection -> !injection.path().isEmpty());
    }

    private synchronized <F extends Fault> Optional<F> first(Class<F> kind, String path, Predicate<Injection> matches) {
        for (Injection injection : pending) {
            if (concerns(injection, kind, path) && matches.test(injection)) {
                return use(injection).map(kind::cast);
            }
        }
        return Optional.empty();
    }

    /** All faults of this kind that strike a request to this path. */
    synchronized <F extends Fault> List<F> strikeAll(Class<F> kind, String path) {
        return pending().stream()
                .filter(injection -> concerns(injection, kind, path))
                .flatMap(injection -> use(injection).stream())
                .map(kind::cast)
                .toList();
    }

    private static boolean concerns(Injection injection, Class<? extends Fault> kind, String path) {
        return kind.isInstance(injection.fault()) && path.contains(injection.path());
    }

    /** The fault if it strikes now; either way there is less left of the injection. */
    private Optional<Fault> use(Injection injection) {
        boolean strikes = injection.after() == 0;
        Injection left = strikes ? injection.times(injection.times() - 1) : injection.after(injection.after() - 1);
        int index = pending.indexOf(injection);
        if (left.times() == 0) {
            pending.remove(index);
        } else if (!strikes || injection.times() != Injection.ALWAYS) {
            pending.set(index, left);
        }
        return strikes ? Optional.of(injection.fault()) : Optional.empty();
    }
}
