/** What runs on one machine: the data directory, broker, registry, simulated Dev Center. */
@NullMarked
package dev.stopcode.cli.machine;

import org.jspecify.annotations.NullMarked;
