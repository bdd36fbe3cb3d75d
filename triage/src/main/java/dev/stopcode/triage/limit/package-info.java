/** What reading a hostile file may cost, and how it is refused. */
@NullMarked
package dev.stopcode.triage.limit;

import org.jspecify.annotations.NullMarked;
