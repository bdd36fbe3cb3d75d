package dev.stopcode.devcenter.page;

import dev.stopcode.devcenter.Page;
import dev.stopcode.devcenter.http.Answer;
import dev.stopcode.devcenter.http.Api;
import dev.stopcode.devcenter.http.Links;
import dev.stopcode.devcenter.http.QueryString;
import io.vertx.core.Future;
import java.net.URI;
import java.util.Collections;

/**
 * The pages of a method's answer. The next page is where {@code @nextLink} says, if that is on the API's own host;
 * where there is no link, the page was full and the total is not met, {@code skip} asks for the rows that follow.
 */
public final class Pages<R> {

    private final Api api;
    private final RowFormat<R> format;

    public Pages(Api api, RowFormat<R> format) {
        this.api = api;
        this.format = format;
    }

    /** The page that the request asks for. */
    public Future<Page<R>> first(PageRequest request) {
        return get(uri(request, request.skip()), request.top(), request.skip());
    }

    /** The page after {@code page}, one of the same request. */
    public Future<Page<R>> after(PageRequest request, Page<R> page) {
        long skip = page.skip() + page.size();
        URI asked = uri(request, skip);
        URI next = page.nextLink() == null ? asked : Links.resolve(asked, page.nextLink());
        return get(next, request.top(), skip);
    }

    private URI uri(PageRequest request, long skip) {
        return api.method(
                request.path(),
                new QueryString()
                        .addAll(request.query())
                        .add("top", request.top())
                        .add("skip", skip));
    }

    private Future<Page<R>> get(URI target, int top, long skip) {
        return api.get(target, answer -> answer.status() == 200 ? read(answer, top, skip) : answer.failure());
    }

    private Future<Page<R>> read(Answer answer, int top, long skip) {
        PageParser<R> parser = new PageParser<>(format);
        return answer.body()
                .read(chunk -> parser.feed(chunk.getBytes()))
                .map(end -> page(parser, top, skip))
                .recover(cause -> Future.failedFuture(
                        cause instanceof NotAPage notAPage
                                ? answer.malformed(String.valueOf(notAPage.getMessage()))
                                : cause));
    }

    static <R> Page<R> page(PageParser<R> parser, int top, long skip) {
        parser.end();
        Rows<R> rows = parser.rows();
        int size = rows.read().size() + rows.rejected().size();
        boolean more = size >= top && skip + size < parser.totalCount().orElse(Long.MAX_VALUE);
        return new Page<>(
                Collections.unmodifiableList(rows.read()),
                Collections.unmodifiableList(rows.rejected()),
                skip,
                parser.totalCount(),
                parser.nextLink(),
                parser.nextLink() != null || more);
    }
}
