package dev.stopcode.cli.command;

import dev.stopcode.cli.output.Format;
import picocli.CommandLine.Option;

/** How results are printed. */
final class OutputOptions {

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "table for people, json for programs; default: ${DEFAULT-VALUE}.")
    Format format = Format.table;

    boolean json() {
        return format == Format.json;
    }
}
