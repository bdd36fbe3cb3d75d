package dev.stopcode.worker.store;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContainerTest {

    @ParameterizedTest
    @CsvSource({
        "PK\u0003\u0004\u0014\u0000\u0008x, ZIP",
        "MSCF\u0000\u0000\u0000x, CAB",
        "PAGEDU64, KERNEL_DUMP_64",
        "PAGEDUMP, KERNEL_DUMP_32",
        "MDMP\u0093\u00a7, USER_DUMP"
    })
    void shouldRecogniseADumpByItsFirstBytes(String head, Container expected) {
        assertThat(Container.of(head.getBytes(ISO_8859_1))).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "M", "PK\u0005\u0006", "PAGEDU63", "PAGEDU", "pk\u0003\u0004", "<!DOCTYP", "XMSCF"})
    void shouldTakeNothingElseForADump(String head) {
        assertThat(Container.of(head.getBytes(ISO_8859_1))).isEmpty();
    }
}
