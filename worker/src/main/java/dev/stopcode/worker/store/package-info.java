/** Where dumps are kept: written whole or not at all, named by their content, found by the vendor's id. */
@NullMarked
package dev.stopcode.worker.store;

import org.jspecify.annotations.NullMarked;
