/** What became of requests and of dumps, told in topics. */
@NullMarked
package dev.stopcode.worker.result;

import org.jspecify.annotations.NullMarked;
