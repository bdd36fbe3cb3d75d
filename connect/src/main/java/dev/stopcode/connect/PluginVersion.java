package dev.stopcode.connect;

import java.util.Objects;

/** The version that Connect shows of the plugins: that of their jar. */
final class PluginVersion {

    static final String CURRENT =
            Objects.requireNonNullElse(PluginVersion.class.getPackage().getImplementationVersion(), "undefined");

    private PluginVersion() {}
}
