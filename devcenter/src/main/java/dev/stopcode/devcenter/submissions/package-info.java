/** Submissions of hardware products. */
@NullMarked
package dev.stopcode.devcenter.submissions;

import org.jspecify.annotations.NullMarked;
