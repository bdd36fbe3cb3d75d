/** One configuration file, read once, as one validated record. */
@NullMarked
package dev.stopcode.config;

import org.jspecify.annotations.NullMarked;
