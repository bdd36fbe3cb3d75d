/** Brings a cluster and its schema registry to what the catalogue says, and tells where they differ. */
@NullMarked
package dev.stopcode.schemas.admin;

import org.jspecify.annotations.NullMarked;
