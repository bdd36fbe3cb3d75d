package dev.stopcode.sandbox.report;

import dev.stopcode.devcenter.Flavour;
import dev.stopcode.sandbox.world.Source;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Whose failures a report shows. */
enum View {
    /**
     * A driver vendor's: those of its Windows 10 applications, which ApplicationId tells apart, and those of its
     * Windows 7 and 8.x drivers, which have no ApplicationId.
     */
    IHV("IHVDriver"),
    /** A computer maker's. */
    OEM("OEMDriver");

    private final String label;

    View(String label) {
        this.label = label;
    }

    static Optional<View> named(String name) {
        return Arrays.stream(values())
                .filter(view -> view.label.equalsIgnoreCase(name.strip()))
                .findFirst();
    }

    List<Column> columns() {
        return Arrays.stream(Column.values())
                .filter(column -> column.isIn(this))
                .toList();
    }

    Optional<Column> column(String name) {
        return columns().stream()
                .filter(column -> column.label().equalsIgnoreCase(name.strip()))
                .findFirst();
    }

    boolean shows(Source source) {
        return (source.flavour() == Flavour.OEM) == (this == OEM);
    }

    @Override
    public String toString() {
        return label;
    }
}
