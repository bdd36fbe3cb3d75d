/** How an answer's page of rows is asked for, read as it streams in, and followed by the next. */
@NullMarked
package dev.stopcode.devcenter.page;

import org.jspecify.annotations.NullMarked;
