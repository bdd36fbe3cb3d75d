package dev.stopcode.devcenter.reports;

import java.util.Map;
import java.util.TreeMap;

/** The one way in which a documented name is written, whatever the case and blanks in which it came. */
final class Spelling {

    private final Map<String, String> documented = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    /** The spelling of names whose documented form is their text. */
    Spelling(Object[] names) {
        for (Object name : names) {
            documented.put(name.toString(), name.toString());
        }
    }

    /** The documented spelling; of an unknown name, the name without outer blanks. */
    String of(String name) {
        String stripped = name.strip();
        return documented.getOrDefault(stripped, stripped);
    }
}
