/** Detection without Kafka: what is common to series and releases. */
@NullMarked
package dev.stopcode.detection;

import org.jspecify.annotations.NullMarked;
