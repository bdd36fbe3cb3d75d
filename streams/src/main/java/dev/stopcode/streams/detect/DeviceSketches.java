package dev.stopcode.streams.detect;

import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.List;
import org.apache.datasketches.hll.HllSketch;
import org.apache.datasketches.hll.Union;
import org.jspecify.annotations.Nullable;

/** Sketches of devices in their compact form: distinct devices cannot be added up, sketches of them can be merged. */
final class DeviceSketches {

    private static final int MAX_PRECISION = 12;

    private DeviceSketches() {}

    /** A sketch of the devices of either. */
    static ByteBuffer merge(ByteBuffer one, ByteBuffer other) {
        return ByteBuffer.wrap(union(List.of(one, other)).toCompactByteArray());
    }

    /** How many different devices there are in all of these, null if there is no sketch. */
    static @Nullable Long count(Collection<ByteBuffer> sketches) {
        return sketches.isEmpty() ? null : Math.round(union(sketches).getEstimate());
    }

    private static HllSketch union(Collection<ByteBuffer> sketches) {
        Union union = new Union(MAX_PRECISION);
        sketches.forEach(sketch -> union.update(HllSketch.heapify(bytes(sketch))));
        return union.getResult();
    }

    private static byte[] bytes(ByteBuffer sketch) {
        byte[] bytes = new byte[sketch.remaining()];
        sketch.duplicate().get(bytes);
        return bytes;
    }
}
