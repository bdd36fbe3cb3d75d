/** What leaves the store, and whether there is room for more. */
@NullMarked
package dev.stopcode.worker.retention;

import org.jspecify.annotations.NullMarked;
