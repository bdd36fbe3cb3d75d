/** Rows, bad rows, marks and checkpoint reach their topics in one transaction. */
@NullMarked
package dev.stopcode.producer.publish;

import org.jspecify.annotations.NullMarked;
