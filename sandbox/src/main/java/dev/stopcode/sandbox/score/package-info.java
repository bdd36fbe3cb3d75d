/** How well a world's truth was found: raised alerts, held against what was planted. */
@NullMarked
package dev.stopcode.sandbox.score;

import org.jspecify.annotations.NullMarked;
