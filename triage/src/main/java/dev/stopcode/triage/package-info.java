/** Triage: what a crash dump, or an archive around it, says without a debugger. No byte of it is trusted. */
@NullMarked
package dev.stopcode.triage;

import org.jspecify.annotations.NullMarked;
