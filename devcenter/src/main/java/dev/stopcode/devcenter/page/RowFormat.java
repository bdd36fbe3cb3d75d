package dev.stopcode.devcenter.page;

/** Makes a method's row out of its fields. */
@FunctionalInterface
public interface RowFormat<R> {

    R read(Row row) throws UnreadableRow;
}
