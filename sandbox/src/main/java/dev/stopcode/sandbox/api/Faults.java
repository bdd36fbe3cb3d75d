package dev.stopcode.sandbox.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The faults that are still to strike. Safe for use by several threads. */
public final class Faults {

    private final List<Injection> pending = new ArrayList<>();

    /** Lets the next request fail; a malformed row stays. */
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

    synchronized <F extends Fault> Optional<F> strike(Class<F> kind, String path, Predicate<F> matches) {
        for (int i = 0; i < pending.size(); i++) {
            Injection injection = pending.get(i);
            if (kind.isInstance(injection.fault())
                    && path.contains(injection.path())
                    && matches.test(kind.cast(injection.fault()))) {
                boolean strikes = injection.after() == 0;
                use(i, strikes ? injection.times(injection.times() - 1) : injection.after(injection.after() - 1));
                return strikes ? Optional.of(kind.cast(injection.fault())) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    private void use(int index, Injection left) {
        if (left.times() == 0) {
            pending.remove(index);
        } else {
            pending.set(index, left);
        }
    }
}
