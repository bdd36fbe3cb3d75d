/** Objects by name in a directory, a bucket or a container: what a store of dumps is made of. */
@NullMarked
package dev.stopcode.worker.objects;

import org.jspecify.annotations.NullMarked;
