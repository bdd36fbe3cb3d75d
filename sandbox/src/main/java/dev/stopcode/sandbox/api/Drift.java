package dev.stopcode.sandbox.api;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Lets the rows of an answer change while its pages are read. */
final class Drift {

    private final Faults faults;
    private final Map<String, Fault.PageDrift.Kind> harvests = new ConcurrentHashMap<>();

    Drift(Faults faults) {
        this.faults = faults;
    }

    /**
     * The rows as the page sees them.
     *
     * @param harvest what the pages of one answer have in common
     */
    Rows apply(Rows rows, String path, String harvest, int skip, int pageSize) {
        if (skip == 0) {
            harvests.remove(harvest);
            if (rows.total() > pageSize) {
                faults.strike(Fault.PageDrift.class, path).ifPresent(drift -> harvests.put(harvest, drift.kind()));
            }
        }
        Fault.PageDrift.Kind kind = harvests.get(harvest);
        if (kind == null) {
            return rows;
        }
        return switch (kind) {
            case INSERTED -> skip == 0 ? rows.tail() : rows;
            case REMOVED -> skip == 0 ? rows : rows.tail();
            case REORDERED -> skip == 0 ? rows : rows.shifted();
        };
    }
}
