package dev.stopcode.streams.row;

import dev.stopcode.schemas.FailureHit;
import dev.stopcode.schemas.ReportRow;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;

/**
 * The two records that are rows, and where a {@link RowCursor} finds what it needs in them. Both begin with the
 * source, the time and texts that may be null; the first of these fields are the row's identity.
 */
public final class RowLayout {

    /** Aggregated rows: {@link FailureHit}. */
    public static final RowLayout HIT = new RowLayout(FailureHit.getClassSchema(), "modelFamily", "modelFamily", 1);

    /** Single events: {@link ReportRow}. */
    public static final RowLayout REPORT_ROW = new RowLayout(
            ReportRow.getClassSchema(),
            "cabIdHash",
            "cabType",
            Duration.ofDays(1).toMillis());

    /** A text that the cursor is asked for. */
    public enum Text {
        FAILURE_NAME("failureName"),
        SYMBOL("symbol"),
        DRIVER_NAME("driverName"),
        DRIVER_VERSION("driverVersion"),
        OS_VERSION("osVersion"),
        MARKET("market"),
        MODEL("oemModel"),
        DEVICE("deviceHash"),
        CAB("cabIdHash");

        private final String field;

        Text(String field) {
            this.field = field;
        }
    }

    /** First of the texts that may be null. */
    static final int FIRST_TEXT = 2;

    private final Schema schema;
    private final int identityFields;
    private final int textsEnd;
    private final int walked;
    private final long unitsPerDay;
    private final Map<Text, Integer> indexes = new EnumMap<>(Text.class);

    private RowLayout(Schema schema, String lastOfIdentity, String lastText, long unitsPerDay) {
        this.schema = schema;
        this.identityFields = schema.getField(lastOfIdentity).pos() + 1;
        this.textsEnd = schema.getField(lastText).pos() + 1;
        this.walked = schema.getField("asOf").pos() + 1;
        this.unitsPerDay = unitsPerDay;
        for (Text text : Text.values()) {
            Schema.Field field = schema.getField(text.field);
            if (field != null) {
                indexes.put(text, field.pos());
            }
        }
    }

    /** Whether rows hold personal data. */
    public boolean isPersonal() {
        return index(Text.DEVICE) >= 0;
    }

    /** The record's schema as it is written today. */
    Schema schema() {
        return schema;
    }

    /** How many of the first fields make up the identity. */
    int identityFields() {
        return identityFields;
    }

    /** Where the texts end and the mark stands. */
    int textsEnd() {
        return textsEnd;
    }

    /** Days since 1970-01-01 of a row's time. */
    int day(long time) {
        return (int) Math.floorDiv(time, unitsPerDay);
    }

    /** Number of a text's field, -1 where the record has none. */
    int index(Text text) {
        return indexes.getOrDefault(text, -1);
    }

    /** Whether rows written with this schema can be read: its leading fields are those of the current one. */
    boolean understands(Schema writer) {
        List<Schema.Field> theirs = writer.getFields();
        if (theirs.size() < walked) {
            return false;
        }
        for (int i = 0; i < walked; i++) {
            Schema.Field ours = schema.getFields().get(i);
            if (!theirs.get(i).name().equals(ours.name())
                    || !sameEncoding(theirs.get(i).schema(), ours.schema())) {
                return false;
            }
        }
        return true;
    }

    private static boolean sameEncoding(Schema theirs, Schema ours) {
        if (theirs.getType() != ours.getType()) {
            return false;
        }
        return switch (ours.getType()) {
            case UNION ->
                theirs.getTypes().size() == ours.getTypes().size()
                        && sameEncoding(
                                theirs.getTypes().get(0), ours.getTypes().get(0))
                        && sameEncoding(
                                theirs.getTypes().get(1), ours.getTypes().get(1));
            case ENUM -> theirs.getEnumSymbols().equals(ours.getEnumSymbols());
            default -> true;
        };
    }
}
