/** What can go wrong, by cause. */
@NullMarked
package dev.stopcode.devcenter.error;

import org.jspecify.annotations.NullMarked;
