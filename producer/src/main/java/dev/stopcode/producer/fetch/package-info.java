/** Pages of the Dev Center one after the other, and the patience to wait for them. */
@NullMarked
package dev.stopcode.producer.fetch;

import org.jspecify.annotations.NullMarked;
