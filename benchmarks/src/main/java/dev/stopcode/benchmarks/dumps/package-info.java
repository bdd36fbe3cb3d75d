/** How fast the worker brings dumps from the Dev Center into a store. */
@NullMarked
package dev.stopcode.benchmarks.dumps;

import org.jspecify.annotations.NullMarked;
