package dev.stopcode.streams.runtime;

import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.List;
import org.apache.datasketches.hll.HllSketch;
import org.apache.datasketches.hll.Union;
import org.jspecify.annotations.Nullable;

/** Sketches of devices in their compact form: distinct devices cannot be added up, sketches of them can be merged. */
public final class DeviceSketches {

    /** A standard error of 1.6 %, and at most 2 KiB each. */
    private static final int PRECISION = 12;

    private DeviceSketches() {}

    /** A sketch of no devices, to be updated with them. */
    public static HllSketch empty() {
        return new HllSketch(PRECISION);
    }

    /** A sketch of the devices of either. */
    public static ByteBuffer merge(ByteBuffer one, ByteBuffer other) {
        return ByteBuffer.wrap(union(List.of(one, other)).toCompactByteArray());
    }

    /** How many different devices there are in all of these, null if there is no sketch. */
    public static @Nullable Long count(Collection<ByteBuffer> sketches) {
        return sketches.isEmpty() ? null : Math.round(union(sketches).getEstimate());
    }

    private static HllSketch union(Collection<ByteBuffer> sketches) {
        Union union = new Union(PRECISION);
        sketches.forEach(sketch -> union.update(HllSketch.heapify(bytes(sketch))));
        return union.getResult();
    }

    private static byte[] bytes(ByteBuffer sketch) {
        byte[] bytes = new byte[sketch.remaining()];
        sketch.duplicate().get(bytes);
        return bytes;
    }
}
