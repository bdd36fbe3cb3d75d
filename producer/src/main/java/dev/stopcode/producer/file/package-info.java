/** Report files, as the vendor leaves them, become records row by row; knows neither HTTP nor Kafka. */
@NullMarked
package dev.stopcode.producer.file;

import org.jspecify.annotations.NullMarked;
