/** Single events of a failure, with their dumps, on request. */
@NullMarked
package dev.stopcode.producer.details;

import org.jspecify.annotations.NullMarked;
