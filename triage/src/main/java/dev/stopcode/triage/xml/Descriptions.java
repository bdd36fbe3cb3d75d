package dev.stopcode.triage.xml;

import dev.stopcode.triage.xml.XmlTexts.Listener;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the two XML parts that describe a crash and its computer. */
public final class Descriptions {

    private static final int MOST_DRIVERS = 500;

    /** A hostile part has any number of elements, of which nobody asks. */
    private static final Set<String> ASKED = Set.of(
            "DRIVER/FILENAME",
            "DRIVER/VERSION",
            "SYSTEM/OSVER",
            "SYSTEM/OSNAME",
            "OSVersionInformation/Product",
            "OSVersionInformation/WindowsNTVersion",
            "OSVersionInformation/Build",
            "OSVersionInformation/Revision",
            "ProblemSignatures/EventType");

    private Descriptions() {}

    /** {@code sysdata.xml}: Windows and its drivers. Devices, with the ids of their instances, are left out. */
    public static Description sysdata(InputStream in, int mostBytes) throws IOException {
        Map<String, String> texts = new HashMap<>();
        List<DriverFile> drivers = new ArrayList<>();
        XmlTexts.read(in, mostBytes, new Listener() {
            @Override
            public void text(String parent, String element, String text) {
                keep(texts, parent, element, text);
            }

            @Override
            public void end(String element) {
                if (element.equals("DRIVER")) {
                    String name = AllowedText.fileName(texts.remove("DRIVER/FILENAME"));
                    String version = AllowedText.version(texts.remove("DRIVER/VERSION"));
                    if (name != null && drivers.size() < MOST_DRIVERS) {
                        drivers.add(new DriverFile(name, version));
                    }
                }
            }
        });
        return new Description(
                AllowedText.osVersion(texts.get("SYSTEM/OSVER")),
                AllowedText.osName(texts.get("SYSTEM/OSNAME")),
                null,
                drivers);
    }

    /** {@code WERInternalMetadata.xml}: Windows and the kind of the report, and neither its id nor the machine's. */
    public static Description metadata(InputStream in, int mostBytes) throws IOException {
        Map<String, String> texts = new HashMap<>();
        XmlTexts.read(in, mostBytes, (parent, element, text) -> keep(texts, parent, element, text));
        return new Description(
                osVersion(texts),
                AllowedText.osName(texts.get("OSVersionInformation/Product")),
                AllowedText.reportType(texts.get("ProblemSignatures/EventType")),
                List.of());
    }

    private static void keep(Map<String, String> texts, String parent, String element, String text) {
        String name = parent + "/" + element;
        if (ASKED.contains(name)) {
            texts.put(name, text);
        }
    }

    private static @Nullable String osVersion(Map<String, String> texts) {
        String version = texts.get("OSVersionInformation/WindowsNTVersion");
        String build = texts.get("OSVersionInformation/Build");
        String revision = texts.get("OSVersionInformation/Revision");
        return version == null || build == null
                ? null
                : AllowedText.osVersion(version + "." + build + (revision == null ? "" : "." + revision));
    }
}
