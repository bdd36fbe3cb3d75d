/** The topics of an installation, wherever it is. */
@NullMarked
package dev.stopcode.cli.cluster;

import org.jspecify.annotations.NullMarked;
