/** The descriptions beside a dump, of which only what is nobody's own is taken. */
@NullMarked
package dev.stopcode.triage.xml;

import org.jspecify.annotations.NullMarked;
