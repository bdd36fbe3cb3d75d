package dev.stopcode.triage;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.LinkedHashMap;
import java.util.Map;

/** What lies in a crash report of the vendor's. */
final class Parts {

    static final byte[] SYSDATA = """
            <?xml version="1.0" encoding="UTF-8"?>
            <SYSTEMINFO>
              <SYSTEM><OSNAME>Microsoft Windows 10 Pro</OSNAME><OSVER>10.0.19045.2846 0.0</OSVER></SYSTEM>
              <DEVICES><DEVICE><DRIVER>ignored.sys</DRIVER><SERVICE>fastboot</SERVICE></DEVICE></DEVICES>
              <DRIVERS>
                <DRIVER><FILENAME>fastboot.sys</FILENAME><FILESIZE>4711</FILESIZE><VERSION>2.1.1.0</VERSION></DRIVER>
                <DRIVER><FILENAME>ntoskrnl.exe</FILENAME><VERSION>10.0.19041.2846 (WinBuild.160101.0800)</VERSION></DRIVER>
                <DRIVER><FILENAME>hal.dll</FILENAME></DRIVER>
              </DRIVERS>
            </SYSTEMINFO>
            """.getBytes(UTF_8);

    static final byte[] METADATA = """
            <?xml version="1.0" encoding="UTF-16"?>
            <WERReportMetadata>
              <OSVersionInformation>
                <WindowsNTVersion>10.0</WindowsNTVersion>
                <Build>19045 </Build>
                <Product>(0x30): Windows 10 Pro</Product>
                <Revision>2846</Revision>
              </OSVersionInformation>
              <ProblemSignatures><EventType>BlueScreen</EventType><Parameter0>d1</Parameter0></ProblemSignatures>
              <ReportInformation><Guid>11111111-2222-3333-4444-555555555555</Guid></ReportInformation>
            </WERReportMetadata>
            """.getBytes(UTF_16);

    private Parts() {}

    /** In the order of the arguments. */
    static Map<String, byte[]> of(Object... namesAndBytes) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (int i = 0; i < namesAndBytes.length; i += 2) {
            files.put((String) namesAndBytes[i], (byte[]) namesAndBytes[i + 1]);
        }
        return files;
    }

    /** A dump of bug check D1 with both descriptions. */
    static Map<String, byte[]> report() {
        return of(
                "111426-01.dmp", Dumps.kernel64(0xD1, 0x10, 2, 1, 0xFFFF_F802_1234_5678L),
                "sysdata.xml", SYSDATA,
                "WERInternalMetadata.xml", METADATA);
    }
}
