package dev.stopcode.devcenter.page;

import dev.stopcode.devcenter.http.QueryString;

/**
 * What to ask a method for.
 *
 * @param path the method, beginning with a slash
 * @param query all parameters but {@code top} and {@code skip}
 * @param top rows of a page at most
 * @param skip rows to leave out at the start
 */
public record PageRequest(String path, QueryString query, int top, long skip) {}
