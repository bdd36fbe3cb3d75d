/** What the sub-topologies share: their context, stores, and the hook that runs before a commit. */
@NullMarked
package dev.stopcode.streams.runtime;

import org.jspecify.annotations.NullMarked;
