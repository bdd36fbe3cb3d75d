/** The cabdownload method: crash dumps. */
@NullMarked
package dev.stopcode.devcenter.cabs;

import org.jspecify.annotations.NullMarked;
