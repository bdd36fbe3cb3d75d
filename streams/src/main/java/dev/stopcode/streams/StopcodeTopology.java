package dev.stopcode.streams;

import dev.stopcode.schemas.Topics;
import dev.stopcode.streams.dedup.DedupTopology;
import dev.stopcode.streams.detect.DetectTopology;
import dev.stopcode.streams.row.RowDeserializer;
import dev.stopcode.streams.row.RowLayout;
import dev.stopcode.streams.runtime.TopologyContext;
import dev.stopcode.streams.select.SelectTopology;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.kstream.KStream;

/** The whole topology: deduplication, then detection, then CAB selection, joined by topics of the catalogue. */
public final class StopcodeTopology {

    private StopcodeTopology() {}

    /** Builds the topology; nothing is read or written by that. */
    public static Topology build(TopologyContext context, StreamsConfig settings) {
        StreamsBuilder builder = new StreamsBuilder(new TopologyConfig(settings));
        KStream<String, byte[]> hits = RowDeserializer.read(builder, context, Topics.FAILURE_HITS, RowLayout.HIT);
        KStream<String, byte[]> reportRows =
                RowDeserializer.read(builder, context, Topics.REPORT_ROWS, RowLayout.REPORT_ROW);
        DedupTopology.addTo(builder, context, hits, reportRows);
        DetectTopology.addTo(builder, context);
        SelectTopology.addTo(builder, context, reportRows);
        return builder.build();
    }
}
