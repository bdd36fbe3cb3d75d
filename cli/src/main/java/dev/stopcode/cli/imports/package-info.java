/** The import of files: looked at, compared with what the topics hold, published. */
@NullMarked
package dev.stopcode.cli.imports;

import org.jspecify.annotations.NullMarked;
