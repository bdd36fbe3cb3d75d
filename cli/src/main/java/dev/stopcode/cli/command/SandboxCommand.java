package dev.stopcode.cli.command;

import picocli.CommandLine.Command;

/** The simulated Dev Center. */
@Command(
        name = "sandbox",
        description = {
            "The simulated Dev Center, and what it knows: a seed makes a world, the same on every machine.",
            "`truth` and `totals` are what the pipeline's answer is to be compared with."
        },
        footer = {"", "Example: the regressions that were planted in a world", "  stopcode sandbox truth --seed 7"})
final class SandboxCommand {}
