package dev.stopcode.triage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stopcode.schemas.CabAgreement;
import dev.stopcode.triage.dump.DumpHeader;
import java.io.IOException;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgreementTest {

    private static DumpHeader header(int code, long parameter) throws IOException {
        return Objects.requireNonNull(
                Reading.read(Dumps.kernel64(code, parameter)).header());
    }

    @ParameterizedTest
    @CsvSource({
        "0xD1, AV_fastboot!unknown_function, YES",
        "0x0A, AV_VRF_usbprint!USBPRINT_ProcessIOCTL, YES",
        "0x50, X64_AV_wtipwlan!RxIndicatePacket, YES",
        "0x1000007E, AV_fastboot!main, YES",
        "0x9F, AV_fastboot!unknown_function, NO",
        "0x133, 0x133_DPC_rtwlane!unknown_function, YES",
        "0x101, 0x133_DPC_rtwlane!unknown_function, NO",
        "0x141, LKD_0x141_IMAGE_nvlddmkm.sys, YES",
        "0x117, LKD_0x141_IMAGE_nvlddmkm.sys, NO",
        "0x139, 0x139_1d_INVALID_BALANCED_TREE_nt!KiFastFailDispatch, YES",
        "0xC4, 0xc4_IrqlExApcLte1_XDV_VRF_MyDriver!OnInterrupt, YES",
        "0x7E, X64_0x7E_man+1ce7, YES",
        "0xA, 0x0A_foo!bar, YES",
        "0xD1, MEMORY_CORRUPTION_LARGE, UNKNOWN",
        "0xD1, fastboot!main, UNKNOWN",
        "0xD1, , UNKNOWN",
        "0xD1, OLD_IMAGE_SAMPLE.SYS_DEV_3577, UNKNOWN"
    })
    void shouldCompareTheCode(int code, String name, CabAgreement expected) throws IOException {
        assertThat(Agreement.of(header(code, 0), name)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "0x1E, 0x1E_c0000005_R_nt!CmpCreateKeyBody, 0xffffffffc0000005, YES",
        "0x1E, 0x1E_c0000005_R_nt!CmpCreateKeyBody, 0xffffffffc000001d, NO",
        "0x3B, 0x1E_c0000005_R_nt!CmpCreateKeyBody, 0xc0000005, NO",
        "0x3B, 0x3B_C0000005_win32k!Draw, 0xc0000005, YES",
        "0x7E, NULL_CLASS_PTR_WRITE_c0000005_contoso!Run, 0xffffffffc0000005, YES",
        "0x7E, NULL_CLASS_PTR_WRITE_c0000005_contoso!Run, 0xffffffff80000003, NO",
        "0xD1, NULL_CLASS_PTR_WRITE_c0000005_contoso!Run, 0x0, UNKNOWN"
    })
    void shouldCompareTheException(int code, String name, String parameter, CabAgreement expected) throws IOException {
        assertThat(Agreement.of(header(code, Long.parseUnsignedLong(parameter.substring(2), 16)), name))
                .isEqualTo(expected);
    }

    @Test
    void shouldNotKnowWithoutAKernelDump() throws IOException {
        assertThat(Agreement.of(null, "AV_fastboot!unknown_function")).isEqualTo(CabAgreement.UNKNOWN);
        assertThat(Agreement.of(Reading.read(Dumps.user()).header(), "AV_fastboot!unknown_function"))
                .isEqualTo(CabAgreement.UNKNOWN);
    }
}
