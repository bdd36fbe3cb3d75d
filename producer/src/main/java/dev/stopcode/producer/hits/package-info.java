/** The vendor's rows become records, and a day's pages are held together. */
@NullMarked
package dev.stopcode.producer.hits;

import org.jspecify.annotations.NullMarked;
