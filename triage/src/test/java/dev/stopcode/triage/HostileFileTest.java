package dev.stopcode.triage;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stopcode.triage.dump.DumpHeader;
import dev.stopcode.triage.limit.Limits;
import dev.stopcode.triage.limit.Problem;
import dev.stopcode.triage.limit.Problem.Kind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class HostileFileTest {

    private static final byte[] DUMP = Dumps.kernel64(0xD1);

    private static Problem problem(byte[] file) throws IOException {
        return Objects.requireNonNull(Reading.read(file).problem());
    }

    private static void assertRefused(byte[] file, Kind kind, String text) throws IOException {
        assertThat(problem(file).kind()).isEqualTo(kind);
        assertThat(problem(file).text()).contains(text);
    }

    private static byte[] changed(byte[] file, int at, int... bytes) {
        byte[] changed = file.clone();
        for (int i = 0; i < bytes.length; i++) {
            changed[at + i] = (byte) bytes[i];
        }
        return changed;
    }

    @Test
    void shouldStopAtABomb() throws IOException {
        byte[] bomb = Zips.bomb("big.dmp", 64 << 20);

        assertRefused(bomb, Kind.LIMIT, "unpacks to more than 4194304 bytes");
        assertRefused(Zips.of(Map.of("a.zip", bomb)), Kind.LIMIT, "unpacks to more");
        assertRefused(Cabs.of(Cabs.Method.LZX, Map.of("a.zip", bomb)), Kind.LIMIT, "unpacks to more");
    }

    @Test
    void shouldKeepWhatWasFoundBeforeABomb() throws IOException {
        CrashReport report = Reading.read(Zips.of(Parts.of("a.dmp", DUMP, "b.zip", Zips.bomb("x", 64 << 20))));

        assertThat(report.header()).extracting(DumpHeader::bugCheck).isEqualTo("D1");
        assertThat(report.problem()).extracting(Problem::kind).isEqualTo(Kind.LIMIT);
    }

    @Test
    void shouldStopAtArchivesWithinArchives() throws IOException {
        byte[] nested = Zips.of(Map.of("a.dmp", DUMP));
        for (int i = 0; i < 2; i++) {
            nested = Zips.of(Map.of("a.zip", nested));
        }

        assertRefused(nested, Kind.LIMIT, "more than 2 archives within each other");
    }

    /** The bytes, so many times. */
    private static InputStream repeated(byte[] bytes, int count) {
        return new InputStream() {
            private long at;

            @Override
            public int read() {
                return at == (long) bytes.length * count ? -1 : bytes[(int) (at++ % bytes.length)] & 0xFF;
            }

            @Override
            public int read(byte[] to, int offset, int length) throws IOException {
                return super.read(to, offset, length);
            }
        };
    }

    @Test
    void shouldStopAtAMillionEntries() throws IOException {
        byte[] one = Arrays.copyOf(Zips.of(Map.of("a", new byte[0])), 31);
        byte[] empty = changed(one, 6, 0, 0, 0, 0);
        InputStream zip = repeated(empty, 1_000_000);

        CrashReport report = new Triage(Reading.LIMITS, Clock.systemUTC()).read(zip);

        assertThat(report.problem()).isEqualTo(new Problem(Kind.LIMIT, "more than 100 entries"));
    }

    @Test
    void shouldStopAtACabOfManyFiles() throws IOException {
        Map<String, byte[]> files = new HashMap<>();
        for (int i = 0; i < 101; i++) {
            files.put("f" + i, new byte[1]);
        }

        assertRefused(Cabs.of(Cabs.Method.STORED, files), Kind.LIMIT, "more than 100 entries");
    }

    @Test
    void shouldNotFollowTheDirectoryOfAZip() throws IOException {
        byte[] zip = Zips.of(Map.of("a.dmp", DUMP));
        ByteBuffer directory = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
        int end = zip.length - 22;
        int from = directory.getInt(end + 16);
        byte[] entry = Arrays.copyOfRange(zip, from, end);
        ByteBuffer overlapping = ByteBuffer.allocate(zip.length + 1000 * entry.length);
        overlapping.put(zip, 0, from);
        for (int i = 0; i <= 1000; i++) {
            overlapping.put(entry);
        }
        overlapping.put(zip, end, 22);

        assertThat(Reading.read(overlapping.array()))
                .isEqualTo(Reading.read(zip))
                .extracting(CrashReport::problem)
                .isNull();
    }

    @Test
    void shouldWriteNothingWhateverTheNames(@TempDir Path folder) throws IOException {
        Path file = Files.write(
                folder.resolve("a.zip"),
                Zips.of(Parts.of("../../up.dmp", DUMP, "/" + folder + "/abs.txt", DUMP, "C:\\x\\con", new byte[9])));

        assertThat(new Triage(Reading.LIMITS, Clock.systemUTC()).read(file).problem())
                .isNull();
        assertThat(folder).isDirectoryNotContaining(path -> !path.equals(file));
    }

    @Test
    void shouldRefuseSizesThatCannotBe() throws IOException {
        byte[] zip = Zips.of(Map.of("a.dmp", DUMP));
        byte[] cab = Cabs.of(Cabs.Method.MSZIP, Map.of("a.dmp", DUMP));
        int file = Cabs.HEADER + 8;

        assertThat(problem(changed(zip, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 255, 255, 255, 255, 255, 255, 255, 255))
                        .kind())
                .isEqualTo(Kind.BROKEN);
        assertThat(problem(changed(zip, 28, 255, 255)).kind()).isEqualTo(Kind.BROKEN);
        assertRefused(changed(cab, file, 255, 255, 255, 255), Kind.BROKEN, "ends too early");
        assertRefused(changed(cab, file + 4, 255, 255, 255, 255), Kind.BROKEN, "ends too early");
        assertRefused(changed(cab, 26, 255, 255), Kind.BROKEN, "");
        assertRefused(changed(cab, 28, 255, 255), Kind.BROKEN, "");
        assertRefused(changed(cab, file + 16 + "a.dmp".length() + 1 + 4, 255, 255), Kind.BROKEN, "size");
    }

    @Test
    void shouldRefuseACabThatTurnsBackOrOverlaps() throws IOException {
        byte[] cab = Cabs.of(Cabs.Method.STORED, Parts.of("a", new byte[99], "b", new byte[99]));
        int second = Cabs.HEADER + 8 + 16 + 2;

        assertRefused(changed(cab, Cabs.HEADER, 0, 0, 0, 0), Kind.BROKEN, "points backwards");
        assertRefused(changed(cab, 16, 4, 0, 0, 0), Kind.BROKEN, "points backwards");
        assertRefused(changed(cab, second + 4, 0, 0, 0, 0), Kind.BROKEN, "overlap");
        assertRefused(changed(cab, second + 8, 7, 0), Kind.BROKEN, "no folder");
        assertRefused(changed(cab, Cabs.HEADER + 6, 2, 0), Kind.BROKEN, "compression");
    }

    @Test
    void shouldStopInAFolderWithoutEnd() throws IOException {
        byte[] frames = Cabs.of(Cabs.Method.MSZIP, Map.of("a.dmp", new byte[3 * Cabs.FRAME]));
        int data = Cabs.HEADER + 8 + 16 + 6;
        int block = (frames.length - data) / 3;
        ByteBuffer cab = Cabs.buffer(data + 5000 * block);
        cab.put(frames, 0, data);
        while (cab.remaining() >= block) {
            cab.put(frames, data + block, block);
        }
        cab.putShort(Cabs.HEADER + 4, (short) 5000).putInt(Cabs.HEADER + 8, Integer.MAX_VALUE);
        // the first block refers to nothing before it
        cab.put(data, frames, data, block);

        assertRefused(Cabs.bytes(cab), Kind.LIMIT, "unpacks to more");
    }

    @ParameterizedTest
    @EnumSource
    void shouldNoticeADamagedBlock(Cabs.Method method) throws IOException {
        byte[] cab = Cabs.of(method, Parts.report());

        assertThat(problem(changed(cab, cab.length / 2, cab[cab.length / 2] ^ 1))
                        .kind())
                .isEqualTo(Kind.BROKEN);
    }

    @ParameterizedTest
    @EnumSource
    void shouldReadWhatIsThereOfACutCab(Cabs.Method method) throws IOException {
        byte[] cab = Cabs.of(method, Parts.report());
        for (int length = 0; length < cab.length; length += 61) {
            assertThat(problem(Arrays.copyOf(cab, length)).kind()).isEqualTo(Kind.BROKEN);
        }
    }

    @Test
    void shouldReadWhatIsThereOfACutZipOrDump() throws IOException {
        byte[] zip = Zips.of(Parts.of("sysdata.xml", Parts.SYSDATA, "a.dmp", DUMP));
        for (int length = 0; length < zip.length / 2; length += 61) {
            assertThat(problem(Arrays.copyOf(zip, length)).kind()).isEqualTo(Kind.BROKEN);
        }
        assertThat(Reading.read(Arrays.copyOf(zip, zip.length / 2))
                        .description()
                        .osName())
                .isEqualTo("Windows 10");
        assertRefused(Arrays.copyOf(DUMP, 0x1000), Kind.BROKEN, "ends within its header");
        assertRefused(Arrays.copyOf(Dumps.user(), 0x202), Kind.BROKEN, "ends within its header");
    }

    @Test
    void shouldSayWhatIsNoDump() throws IOException {
        assertRefused(new byte[0], Kind.BROKEN, "neither a dump nor an archive");
        assertRefused("<html>".getBytes(UTF_8), Kind.BROKEN, "neither a dump nor an archive");
        assertRefused(Zips.of(Map.of("sysdata.xml", Parts.SYSDATA)), Kind.BROKEN, "no dump in it");
    }

    static Stream<String> declarations() {
        String entities = "<!ENTITY a0 'ha'>";
        for (int i = 1; i < 12; i++) {
            entities += "<!ENTITY a" + i + " '" + ("&a" + (i - 1) + ";").repeat(10) + "'>";
        }
        return Stream.of(
                "<!DOCTYPE x [" + entities + "]><SYSTEM><OSNAME>&a11;</OSNAME></SYSTEM>",
                "<!DOCTYPE x [<!ENTITY f SYSTEM 'file:///etc/hostname'>]><SYSTEM><OSNAME>&f;</OSNAME></SYSTEM>",
                "<!DOCTYPE x [<!ENTITY % f SYSTEM 'http://127.0.0.1:1/x'> %f;]><SYSTEM><OSNAME>x</OSNAME></SYSTEM>",
                "<!DOCTYPE SYSTEM SYSTEM 'file:///etc/hostname'><SYSTEM/>");
    }

    @ParameterizedTest
    @MethodSource("declarations")
    void shouldRefuseXmlThatDeclaresAnything(String xml) throws IOException {
        CrashReport report = Reading.read(Zips.of(Parts.of("sysdata.xml", xml.getBytes(UTF_8), "a.dmp", DUMP)));

        assertThat(report.problem()).isEqualTo(new Problem(Kind.HOSTILE, "an XML part has a DTD"));
        assertThat(report.description().osName()).isNull();
        assertThat(report.header()).extracting(DumpHeader::bugCheck).isEqualTo("D1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<a>&amp;<b></a>",
                "<SYSTEM><OSNAME>&unknown;</OSNAME></SYSTEM>",
                "<?xml version='1.0' encoding='nonsense'?><a/>",
                "<a b='1' b='2'/>",
                "\u0000",
                ""
            })
    void shouldReadTheDumpBesideBrokenXml(String xml) throws IOException {
        CrashReport report = Reading.read(Zips.of(Parts.of("sysdata.xml", xml.getBytes(ISO_8859_1), "a.dmp", DUMP)));

        assertThat(report.problem()).extracting(Problem::kind).isNotEqualTo(Kind.LIMIT);
        assertThat(report.header()).extracting(DumpHeader::bugCheck).isEqualTo("D1");
    }

    @Test
    void shouldStopInXmlWithoutEnd() throws IOException {
        String deep = "<a>".repeat(50_000);
        String wide = "<a>" + "<b c='d'>e</b>".repeat(50_000);
        String attributes = "<a " + "b".repeat(300_000) + "='c'/>";

        assertRefused(Zips.of(Map.of("sysdata.xml", deep.getBytes(UTF_8))), Kind.LIMIT, "nested too deeply");
        assertRefused(Zips.of(Map.of("sysdata.xml", wide.getBytes(UTF_8))), Kind.LIMIT, "longer than 262144 bytes");
        assertThat(problem(Zips.of(Map.of("sysdata.xml", attributes.getBytes(UTF_8))))
                        .kind())
                .isIn(Kind.LIMIT, Kind.BROKEN);
    }

    @Test
    void shouldStopWhenTheTimeIsUp() throws IOException {
        Clock ticking = new Clock() {
            private Instant now = Instant.EPOCH;

            @Override
            public Instant instant() {
                now = now.plusMillis(100);
                return now;
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        };
        Limits second = new Limits(Long.MAX_VALUE, 100, 2, 1 << 20, Duration.ofSeconds(3));

        CrashReport report = new Triage(second, ticking).read(new ByteArrayInputStream(Zips.bomb("a.dmp", 16 << 20)));

        assertThat(report.problem()).isEqualTo(new Problem(Kind.LIMIT, "takes longer than 3 s"));
    }
}
