/** ZIP and Microsoft CAB as streams of entries, read forward only and without a file on disk. */
@NullMarked
package dev.stopcode.triage.archive;

import org.jspecify.annotations.NullMarked;
