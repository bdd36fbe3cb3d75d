/** What personal data an installation holds, for an audit. */
@NullMarked
package dev.stopcode.cli.privacy;

import org.jspecify.annotations.NullMarked;
