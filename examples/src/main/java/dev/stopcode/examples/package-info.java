/** Programs that read Stopcode's topics, with nothing but the public contract. */
@NullMarked
package dev.stopcode.examples;

import org.jspecify.annotations.NullMarked;
