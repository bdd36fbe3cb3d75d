package dev.stopcode.sandbox.api;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** All rows of an answer, of which a page shows some. */
interface Rows {

    int total();

    /** At most {@code count} rows from one on; none past the end. */
    List<ServedRow> slice(int from, int count);

    static Rows of(List<ServedRow> rows) {
        return new Rows() {
            @Override
            public int total() {
                return rows.size();
            }

            @Override
            public List<ServedRow> slice(int from, int count) {
                int start = Math.min(from, rows.size());
                return rows.subList(start, Math.min(rows.size(), start + count));
            }
        };
    }

    /** These rows without the first one. */
    default Rows tail() {
        return new Rows() {
            @Override
            public int total() {
                return Rows.this.total() - 1;
            }

            @Override
            public List<ServedRow> slice(int from, int count) {
                return Rows.this.slice(from + 1, count);
            }
        };
    }

    /** As many rows, in an order in which each stands one place later. */
    default Rows shifted() {
        return new Rows() {
            @Override
            public int total() {
                return Rows.this.total();
            }

            @Override
            public List<ServedRow> slice(int from, int count) {
                return Rows.this.slice(from - 1, Math.min(count, total() - from));
            }
        };
    }

    /** Other rows in the place of these. */
    default Rows map(UnaryOperator<ServedRow> change) {
        return new Rows() {
            @Override
            public int total() {
                return Rows.this.total();
            }

            @Override
            public List<ServedRow> slice(int from, int count) {
                return Rows.this.slice(from, count).stream().map(change).toList();
            }
        };
    }

    /** These rows and another one among them. */
    default Rows with(ServedRow other, int place) {
        return new Rows() {
            @Override
            public int total() {
                return Rows.this.total() + 1;
            }

            @Override
            public List<ServedRow> slice(int from, int count) {
                if (from > place) {
                    return Rows.this.slice(from - 1, count);
                }
                List<ServedRow> rows = new ArrayList<>(Rows.this.slice(from, count));
                if (place < from + count) {
                    rows.add(place - from, other);
                }
                return rows.subList(0, Math.min(count, rows.size()));
            }
        };
    }
}
