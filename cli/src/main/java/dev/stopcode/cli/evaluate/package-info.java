/** Detection over files of daily counts: read group by group, judged on all cores, written in the order of the file. */
@NullMarked
package dev.stopcode.cli.evaluate;

import org.jspecify.annotations.NullMarked;
