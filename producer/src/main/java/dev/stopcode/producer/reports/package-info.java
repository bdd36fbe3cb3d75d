/** Reports: that they are scheduled, which run is next, and how far its rows are published. */
@NullMarked
package dev.stopcode.producer.reports;

import org.jspecify.annotations.NullMarked;
