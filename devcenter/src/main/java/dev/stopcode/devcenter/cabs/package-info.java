/** The cabdownload and cabdownloadbatch methods: crash dumps. */
@NullMarked
package dev.stopcode.devcenter.cabs;

import org.jspecify.annotations.NullMarked;
