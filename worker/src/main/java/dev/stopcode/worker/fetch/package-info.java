/** From a request to a dump in the store: share group, download, verdict, result, acknowledgement, in this order. */
@NullMarked
package dev.stopcode.worker.fetch;

import org.jspecify.annotations.NullMarked;
