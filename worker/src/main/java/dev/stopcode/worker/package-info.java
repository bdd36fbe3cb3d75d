/** The process that fetches crash dumps. */
@NullMarked
package dev.stopcode.worker;

import org.jspecify.annotations.NullMarked;
