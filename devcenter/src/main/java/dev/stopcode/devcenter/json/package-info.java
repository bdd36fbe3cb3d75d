/** How the vendor's JSON is read and written, dates and times included. */
@NullMarked
package dev.stopcode.devcenter.json;

import org.jspecify.annotations.NullMarked;
