package dev.stopcode.sandbox.world;

import java.util.List;

/**
 * What a driver is for, which decides how it fails.
 *
 * @param suffixes what names of such drivers end in
 */
record DriverClass(List<String> suffixes, List<Shape> shapes, List<String> functions) {

    static final DriverClass GRAPHICS = new DriverClass(
            List.of("gfx64", "kmd", "disp"),
            List.of(
                    Shape.live("LKD_0x141_IMAGE_%i.sys", 0x141),
                    Shape.crash("0x116_IMAGE_%i.sys", 0x116),
                    Shape.live("LKD_0x117_IMAGE_%i.sys", 0x117),
                    Shape.crash("0x133_ISR_%i!%f", 0x133),
                    Shape.crash("0x119_2_%i!%f", 0x119),
                    Shape.crash("0x3B_c0000005_%i!%f", 0x3B),
                    Shape.crash("AV_%i!%f", 0xD1),
                    Shape.crash("0x10E_1f_%i!%f", 0x10E)),
            List.of("DdiSubmitCommand", "CEngine::ResetEngine", "PresentFlip", "VidMmUnmap", "CRing<2>::WaitForFence"));

    static final DriverClass NETWORK = new DriverClass(
            List.of("wlan", "nic", "bth", "wwan", "ndis"),
            List.of(
                    Shape.crash("0x133_DPC_%i!%f", 0x133),
                    Shape.crash("AV_%i!%f", 0xD1),
                    Shape.crash("0x9F_3_POWER_DOWN_%i!%f", 0x9F),
                    Shape.live("LKD_0x15E_25_%i!%f", 0x15E),
                    Shape.crash("0x7E_c0000005_%i!%f", 0x7E),
                    Shape.crash("0x139_3_CORRUPT_LIST_ENTRY_%i!%f", 0x139),
                    Shape.crash("0xD5_VRF_%i!%f+ca", 0xD5),
                    Shape.crash("0x126_%i!%f", 0x126)),
            List.of("unknown_function", "RxIndicatePacket", "CRadio::PowerOff", "MPReset", "TxCompleteDpc"));

    static final DriverClass STORAGE = new DriverClass(
            List.of("nvme", "stor", "raid", "flt"),
            List.of(
                    Shape.crash("0x7A_c000000e_%i!%f", 0x7A),
                    Shape.crash("0xD1_%i!%f", 0xD1),
                    Shape.crash("0x9F_3_%i!%f", 0x9F),
                    Shape.crash("0x1E_c0000005_R_%i!%f", 0x1E),
                    Shape.crash("0x50_%i!%f", 0x50),
                    Shape.crash("0x154_c000000e_%i!%f", 0x154),
                    Shape.crash("0xc4_91_VRF_%i!%f", 0xC4)),
            List.of("unknown_function", "HwStartIo", "QueueDrain", "CNamespace::Flush", "CompleteRequestDpc"));

    static final DriverClass DEVICE = new DriverClass(
            List.of("audio", "usbhub", "touch", "cam", "sensor", "dock", "hid", "print"),
            List.of(
                    Shape.crash("AV_%i!%f", 0xD1),
                    Shape.crash("0x9F_3_POWER_UP_%i!%f", 0x9F),
                    Shape.crash("AV_VRF_%i!%f", 0xD1),
                    Shape.crash("0x10D_5_%i!%f", 0x10D),
                    Shape.crash("0xFE_3_%i!%f", 0xFE),
                    Shape.crash("0xC2_7_%i!%f", 0xC2),
                    Shape.live("LKD_0x1cc_EXRESOURCE_TIMEOUT_OWNERTHREAD_%i!%f", 0x1CC),
                    Shape.crash("0x44_%i!%f", 0x44)),
            List.of("unknown_function", "EvtDeviceD0Entry", "EvtIoRead", "CStream::Close", "ProcessReport"));

    static final List<DriverClass> ALL = List.of(GRAPHICS, NETWORK, STORAGE, DEVICE);

    /** How a failure of some kind is named: {@code %i} is the image, {@code %f} the function. */
    record Shape(String pattern, int bugCheck, String eventType) {
        static Shape crash(String pattern, int bugCheck) {
            return new Shape(pattern, bugCheck, "System crash");
        }

        static Shape live(String pattern, int bugCheck) {
            return new Shape(pattern, bugCheck, "Live kernel event");
        }

        Failure failure(String image, String function) {
            boolean named = pattern.contains("%f");
            String name = pattern.replace("%i", image).replace("%f", function);
            return Failure.of(name, named ? image + "!" + function : image, eventType, bugCheck);
        }
    }

    /** The n-th failure of an image: another one for every n. */
    Failure failure(String image, int n) {
        int kind = n % shapes.size();
        int turn = n / shapes.size();
        Shape shape = shapes.get(kind);
        if (!shape.pattern().contains("%f") && turn > 0) {
            // a name without a function is used up after its first turn
            shape = Shape.crash("0x1E_c000000" + (5 + kind) + "_W_%i!%f", 0x1E);
        }
        String function = functions.get((n + turn) % functions.size());
        int part = turn / functions.size();
        return shape.failure(image, part == 0 ? function : function + "Ex" + part);
    }
}
