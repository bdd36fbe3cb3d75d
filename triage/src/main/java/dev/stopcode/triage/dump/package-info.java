/** Headers of kernel and user dumps, and the names of bug checks. */
@NullMarked
package dev.stopcode.triage.dump;

import org.jspecify.annotations.NullMarked;
