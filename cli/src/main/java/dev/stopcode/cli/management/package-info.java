/** What a process tells of itself over HTTP. */
@NullMarked
package dev.stopcode.cli.management;

import org.jspecify.annotations.NullMarked;
