/** The vendor's HTTP routes over the world. */
@NullMarked
package dev.stopcode.sandbox.api;

import org.jspecify.annotations.NullMarked;
