/** How a request is sent: rate limit, retries, redirects, correlation. */
@NullMarked
package dev.stopcode.devcenter.http;

import org.jspecify.annotations.NullMarked;
