package dev.stopcode.sandbox.world;

import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

/**
 * A computer that crashed.
 *
 * @param id the device: personal data wherever it is real
 * @param hardwareId PCI id of the part that the driver is for
 */
public record Computer(String id, String cpuName, String skuType, String hardwareId) {

    private static final List<String> CPUS = List.of(
            "Intel(R) Core(TM) i5-1335U",
            "Intel(R) Core(TM) i7-1360P",
            "AMD Ryzen 5 7530U with Radeon Graphics",
            "Intel(R) Core(TM) Ultra 7 155H",
            "AMD Ryzen 7 8845HS w/ Radeon 780M Graphics",
            "Intel(R) Core(TM) i3-1215U",
            "Unknown");
    private static final Weighted CPU_SHARES = new Weighted(28, 22, 17, 12, 11, 8, 2);
    private static final List<String> SKUS = List.of("Professional", "Core", "Enterprise", "Education", "Unknown");
    private static final Weighted SKU_SHARES = new Weighted(43, 38, 13, 5, 1);
    private static final int PARTS = 4;
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    /** The computer that a number stands for, whose driver is for one of a few parts of its maker's. */
    static Computer of(long device, long driverSeed) {
        long roll = Dice.mix(device + 5);
        long part = Dice.roll(driverSeed, 81, Dice.below(roll, PARTS));
        return new Computer(
                id(device),
                CPUS.get(CPU_SHARES.pick(roll)),
                SKUS.get(SKU_SHARES.pick(roll >>> 12)),
                "PCI\\VEN_" + HEX.toHexDigits((short) Dice.roll(driverSeed, 82)) + "&DEV_"
                        + HEX.toHexDigits((short) part));
    }

    static String id(long device) {
        return new UUID(device, Dice.mix(device + 4)).toString();
    }
}
