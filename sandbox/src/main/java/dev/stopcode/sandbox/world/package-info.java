/** The simulated world behind the Dev Center: drivers, releases, failures, and the regressions planted in it. */
@NullMarked
package dev.stopcode.sandbox.world;

import org.jspecify.annotations.NullMarked;
