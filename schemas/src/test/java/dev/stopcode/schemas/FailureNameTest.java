package dev.stopcode.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailureNameTest {

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            delimiter = ';',
            value = {
                "AV_fastboot!unknown_function; AV; -; fastboot; unknown_function",
                "AV_VRF_usbprint!USBPRINT_ProcessIOCTL; AV_VRF; -; usbprint; USBPRINT_ProcessIOCTL",
                "0x133_DPC_rtwlane!unknown_function; 0x133_DPC; 133; rtwlane; unknown_function",
                "0x1E_c0000005_R_nt!CmpCreateKeyBody; 0x1E_c0000005_R; 1E; nt; CmpCreateKeyBody",
                "0x139_1d_INVALID_BALANCED_TREE_nt!KiFastFailDispatch; 0x139_1d_INVALID_BALANCED_TREE; 139; nt; KiFastFailDispatch",
                "0xc4_IrqlExApcLte1_XDV_VRF_MyDriver!OnInterrupt; 0xc4_IrqlExApcLte1_XDV_VRF; C4; MyDriver; OnInterrupt",
                "NULL_CLASS_PTR_WRITE_c0000005_contoso.exe!unknown_error_in_process; NULL_CLASS_PTR_WRITE_c0000005; C0000005; contoso.exe; unknown_error_in_process",
                "LKD_0x141_IMAGE_nvlddmkm.sys; 0x141_IMAGE; 141; nvlddmkm.sys; -",
                "0xD5_VRF_win32k!hbmSelectBitmap+ca; 0xD5_VRF; D5; win32k; hbmSelectBitmap",
                "X64_0x7E_man+1ce7; 0x7E; 7E; man; -",
                "0x0A_foo_bar!std::map<int,int>::at; 0x0A; A; foo_bar; std::map<int,int>::at",
                "fastboot!main; -; -; fastboot; main",
                "MEMORY_CORRUPTION_LARGE; MEMORY_CORRUPTION_LARGE; -; -; -",
                "garbage; -; -; -; -",
                "-; -; -; -; -",
            })
    void shouldTakeANameApart(String name, String failureClass, String code, String image, String function) {
        assertThat(FailureName.parse(name)).isEqualTo(new FailureName(failureClass, code, image, function));
    }

    @Test
    void shouldKnowTheSameFunctionByOtherCodes() {
        FailureName name = FailureName.parse("AV_contoso!Dispatch+0x12");

        assertThat(name.isOfSameFunction(FailureName.parse("X64_0x50_CONTOSO!Dispatch")))
                .isTrue();
        assertThat(name.isOfSameFunction(FailureName.parse("AV_contoso!PowerUp")))
                .isFalse();
        assertThat(name.isOfSameFunction(FailureName.parse("AV_other!Dispatch")))
                .isFalse();
        assertThat(FailureName.parse(null).isOfSameFunction(FailureName.parse(null)))
                .isFalse();
    }
}
