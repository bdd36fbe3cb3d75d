package dev.stopcode.devcenter.page;

import dev.stopcode.devcenter.Page;
import java.util.Arrays;

/** Reads whole texts as pages. */
public final class Parsing {

    private Parsing() {}

    /** The page in {@code json}, fed in chunks of that many bytes, as if 10 rows had been asked for. */
    public static <R> Page<R> page(RowFormat<R> format, byte[] json, int chunk) {
        return page(format, json, chunk, 10);
    }

    static <R> Page<R> page(RowFormat<R> format, byte[] json, int chunk, int top) {
        PageParser<R> parser = new PageParser<>(format);
        for (int from = 0; from < json.length; from += chunk) {
            parser.feed(Arrays.copyOfRange(json, from, Math.min(json.length, from + chunk)));
        }
        return Pages.page(parser, top, 0);
    }
}
