package dev.stopcode.streams.select;

import dev.stopcode.schemas.ReportRow;
import dev.stopcode.schemas.serde.WireFormat;
import dev.stopcode.streams.row.RowCursor;
import dev.stopcode.streams.row.RowLayout;
import dev.stopcode.streams.row.RowLayout.Text;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.streams.processor.api.ContextualFixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;

/** Decodes the rows that name a dump, and marks; most rows are neither. */
final class CabRowProcessor extends ContextualFixedKeyProcessor<String, byte[], SpecificRecord> {

    private final RowCursor cursor = new RowCursor(RowLayout.REPORT_ROW);
    private final String topic;
    private final Deserializer<ReportRow> rows;

    CabRowProcessor(String topic, Deserializer<ReportRow> rows) {
        this.topic = topic;
        this.rows = rows;
    }

    @Override
    public void process(FixedKeyRecord<String, byte[]> record) {
        cursor.read(record.value(), WireFormat.PAYLOAD_OFFSET);
        if (cursor.mark() != null || !cursor.textIs(Text.CAB, null)) {
            context().forward(record.withValue(rows.deserialize(topic, record.value())));
        }
    }
}
