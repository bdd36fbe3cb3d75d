/** Producer, topology and worker in one process, and what they are seen to do. */
@NullMarked
package dev.stopcode.cli.pipeline;

import org.jspecify.annotations.NullMarked;
