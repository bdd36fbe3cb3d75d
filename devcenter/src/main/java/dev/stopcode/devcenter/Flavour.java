package dev.stopcode.devcenter;

import java.util.Locale;

/** The three flavours of the synchronous failure APIs. */
public enum Flavour {
    /** Windows 10 drivers of an IHV; every call names an application. */
    WINDOWS_10("/v1.0/my/analytics/driver", true),
    /** Windows 7 and 8.x drivers of an IHV. */
    WINDOWS_7_8("/v1.0/my/analytics/ihvdriver", false),
    /** Hardware of an OEM. */
    OEM("/v1.0/my/analytics/hardware", false);

    private final String path;
    private final boolean needsApplication;

    Flavour(String path, boolean needsApplication) {
        this.path = path;
        this.needsApplication = needsApplication;
    }

    /** Path prefix of the flavour's methods. */
    public String path() {
        return path;
    }

    /** Whether {@code applicationId} is a required parameter. */
    public boolean needsApplication() {
        return needsApplication;
    }

    /** The name used in configurations and source ids: {@code windows-10}, {@code windows-7-8}, {@code oem}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
