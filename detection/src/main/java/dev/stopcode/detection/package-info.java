/** How eagerly counts out of the ordinary are told. */
@NullMarked
package dev.stopcode.detection;

import org.jspecify.annotations.NullMarked;
