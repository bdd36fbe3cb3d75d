package dev.stopcode.sandbox.world;

import dev.stopcode.devcenter.details.DetailRow;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The two XML files beside a dump, with the ids of a made-up computer in them. */
final class CabDescription {

    private CabDescription() {}

    static String sysdata(DetailRow crash) {
        String osVersion = known(crash.osVersion());
        String image = Objects.requireNonNullElse(crash.driverName(), "unknown.sys");
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <SYSTEMINFO>
                  <SYSTEM>
                    <OSNAME>%s</OSNAME>
                    <OSVER>%s</OSVER>
                    <OSLANGUAGE>1033</OSLANGUAGE>
                  </SYSTEM>
                  <DEVICES>
                    <DEVICE>
                      <DESCRIPTION>%s</DESCRIPTION>
                      <HARDWAREID>PCI\\VEN_1AF4&amp;DEV_1000&amp;SUBSYS_00011AF4</HARDWAREID>
                      <SERVICE>%s</SERVICE>
                      <DRIVER>%s</DRIVER>
                    </DEVICE>
                  </DEVICES>
                  <DRIVERS>
                %s%s%s%s  </DRIVERS>
                </SYSTEMINFO>
                """.formatted(
                        known(crash.osName()),
                        osVersion,
                        known(crash.oemModel()),
                        image.replaceFirst("\\.[^.]*$", ""),
                        image,
                        driver(image, known(crash.driverVersion()), "Contoso"),
                        driver("ntoskrnl.exe", osVersion, "Microsoft Corporation"),
                        driver("hal.dll", osVersion, "Microsoft Corporation"),
                        driver("ndis.sys", osVersion, "Microsoft Corporation"));
    }

    private static String driver(String fileName, String version, String manufacturer) {
        return """
                    <DRIVER>
                      <FILENAME>%s</FILENAME>
                      <FILESIZE>%d</FILESIZE>
                      <CREATIONDATE>06-15-2026 09:30:00</CREATIONDATE>
                      <VERSION>%s</VERSION>
                      <MANUFACTURER>%s</MANUFACTURER>
                    </DRIVER>
                """.formatted(fileName, 0x10000 + (fileName.hashCode() & 0xFFFFF), version, manufacturer);
    }

    static String metadata(DetailRow crash, int bugCheck, long seed) {
        String[] os = (known(crash.osVersion()) + "....").split("\\.", -1);
        boolean live = String.valueOf(crash.failureName()).startsWith("LKD_");
        return """
                <?xml version="1.0" encoding="UTF-16"?>
                <WERReportMetadata>
                  <OSVersionInformation>
                    <WindowsNTVersion>%s.%s</WindowsNTVersion>
                    <Build>%s </Build>
                    <Product>(0x30): %s</Product>
                    <Revision>%s</Revision>
                    <Flavor>Multiprocessor Free</Flavor>
                    <Architecture>%s</Architecture>
                    <LCID>1033</LCID>
                  </OSVersionInformation>
                  <ProblemSignatures>
                    <EventType>%s</EventType>
                    <Parameter0>%x</Parameter0>
                  </ProblemSignatures>
                  <SystemInformation>
                    <MID>%s</MID>
                    <SystemProductName>%s</SystemProductName>
                  </SystemInformation>
                  <ReportInformation>
                    <Guid>%s</Guid>
                    <CreationTime>%s</CreationTime>
                  </ReportInformation>
                </WERReportMetadata>
                """.formatted(
                        os[0],
                        os[1],
                        os[2],
                        known(crash.osName()),
                        os[3],
                        String.valueOf(crash.architecture()).toUpperCase(Locale.ROOT),
                        live ? "LiveKernelEvent" : "BlueScreen",
                        bugCheck,
                        guid(seed, 7),
                        known(crash.oemModel()),
                        guid(seed, 8),
                        crash.time());
    }

    /** Rows may not know what the computer itself knows; then its files do not tell. */
    private static String known(@Nullable String text) {
        return text == null || text.equals("Unknown") ? "" : text;
    }

    private static UUID guid(long seed, int face) {
        return new UUID(Dice.roll(seed, face, 0), Dice.roll(seed, face, 1));
    }
}
