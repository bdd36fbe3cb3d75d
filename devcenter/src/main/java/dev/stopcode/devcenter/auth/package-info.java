/** Access tokens. */
@NullMarked
package dev.stopcode.devcenter.auth;

import org.jspecify.annotations.NullMarked;
