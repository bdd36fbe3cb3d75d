/** Which day of a source is read next, and what its checkpoint says afterwards. */
@NullMarked
package dev.stopcode.producer.plan;

import org.jspecify.annotations.NullMarked;
