/** The harvester: rows of the Dev Center become records of topics. */
@NullMarked
package dev.stopcode.producer;

import org.jspecify.annotations.NullMarked;
