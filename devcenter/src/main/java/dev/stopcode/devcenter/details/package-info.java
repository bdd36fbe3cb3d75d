/** The failuredetails method: single events of one failure. */
@NullMarked
package dev.stopcode.devcenter.details;

import org.jspecify.annotations.NullMarked;
