package io.github.lanewise.mnist.download;

import java.io.IOException;
import java.net.ConnectException;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;

/** Gets files by HTTP, or the rest of files of which some has come before (RFC 9110, 13 and 14). */
final class MirrorClient implements AutoCloseable {
    private static final int WHOLE = 200;
    private static final int PARTIAL = 206;
    private static final int RANGE_NOT_SATISFIABLE = 416;

    private final Patience patience;
    private final HttpClient client;

    MirrorClient(Patience patience, Optional<ProxySelector> proxies) {
        this.patience = patience;
        HttpClient.Builder builder =
                HttpClient.newBuilder()
                        .version(Version.HTTP_1_1)
                        .followRedirects(Redirect.NORMAL)
                        .connectTimeout(patience.connection());
        proxies.ifPresent(builder::proxy);
        client = builder.build();
    }

    /**
     * Asks for a file and adds what comes to its part.
     *
     * @param limit how many bytes the file may have at most
     * @param received told how many bytes have come and, if known, how many there are
     * @return whether earlier bytes of the part are in the file
     * @throws MirrorException if the file did not come, or not all of it
     */
    boolean fetch(URI address, PartFile part, long limit, BiConsumer<Long, OptionalLong> received)
            throws MirrorException, InterruptedException {
        boolean rest = part.isFrom(address);
        HttpResponse<BodyQueue> response = send(request(address, rest, part));
        try (BodyQueue body = response.body()) {
            if (rest) {
                acceptRest(response, part);
            } else if (response.statusCode() != WHOLE) {
                throw unexpected(response);
            }
            if (response.statusCode() == WHOLE) {
                part.begin(address, version(response.headers()));
            }
            boolean continued = response.statusCode() == PARTIAL;
            OptionalLong total = total(response.headers(), part.size());
            if (total.isPresent() && total.getAsLong() > limit) {
                part.clear();
                throw tooLong(total.getAsLong());
            }
            receive(body, part, limit, total, received);
            return continued;
        }
    }

    private static HttpRequest request(URI address, boolean rest, PartFile part) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address).header("Accept-Encoding", "identity");
        if (rest) {
            request.header("Range", "bytes=" + part.size() + "-");
            part.version().ifPresent(version -> request.header("If-Range", version));
        }
        return request.build();
    }

    private HttpResponse<BodyQueue> send(HttpRequest request)
            throws MirrorException, InterruptedException {
        CompletableFuture<HttpResponse<BodyQueue>> answer =
                client.sendAsync(request, head -> new BodyQueue());
        Duration longest = patience.connection().plus(patience.stall());
        try {
            return answer.get(longest.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw MirrorException.useless("did not answer within " + seconds(longest));
        } catch (ExecutionException e) {
            throw MirrorException.useless(clause(Optional.ofNullable(e.getCause()).orElse(e)));
        }
    }

    /** Refuses what is neither the rest of the part nor the whole file. */
    private static void acceptRest(HttpResponse<BodyQueue> response, PartFile part)
            throws MirrorException {
        switch (response.statusCode()) {
            case WHOLE -> {}
            case PARTIAL -> {
                if (!isRest(response.headers(), part)) {
                    part.clear();
                    throw MirrorException.again("has another file than before");
                }
            }
            case RANGE_NOT_SATISFIABLE -> {
                part.clear();
                throw MirrorException.again("has a shorter file than before");
            }
            default -> throw unexpected(response);
        }
    }

    private static boolean isRest(HttpHeaders headers, PartFile part) {
        Optional<String> version = version(headers);
        return headers.firstValue("Content-Range")
                        .orElse("")
                        .startsWith("bytes " + part.size() + "-")
                && (part.version().isEmpty()
                        || version.isEmpty()
                        || part.version().equals(version));
    }

    private static MirrorException unexpected(HttpResponse<BodyQueue> response) {
        return MirrorException.useless("answered with status " + response.statusCode());
    }

    /** What If-Range may name: a strong ETag or, where there is none at all, the date. */
    private static Optional<String> version(HttpHeaders headers) {
        Optional<String> tag = headers.firstValue("ETag");
        return tag.isPresent()
                ? tag.filter(value -> value.startsWith("\""))
                : headers.firstValue("Last-Modified");
    }

    private static OptionalLong total(HttpHeaders headers, long before) {
        try {
            OptionalLong length = headers.firstValueAsLong("Content-Length");
            return length.isPresent()
                    ? OptionalLong.of(Math.addExact(before, length.getAsLong()))
                    : length;
        } catch (NumberFormatException | ArithmeticException e) {
            return OptionalLong.empty();
        }
    }

    private void receive(
            BodyQueue body,
            PartFile part,
            long limit,
            OptionalLong total,
            BiConsumer<Long, OptionalLong> received)
            throws MirrorException, InterruptedException {
        long before = part.size();
        long size = before;
        try {
            List<ByteBuffer> buffers = body.next(patience.stall());
            while (!buffers.isEmpty()) {
                for (ByteBuffer buffer : buffers) {
                    size += buffer.remaining();
                    if (size > limit) {
                        part.clear();
                        throw tooLong(size);
                    }
                    part.append(buffer);
                }
                received.accept(size, total);
                buffers = body.next(patience.stall());
            }
        } catch (BodyQueue.StallException e) {
            throw broken("sent nothing for " + seconds(patience.stall()), size, before);
        } catch (IOException e) {
            throw broken("broke the connection off", size, before);
        }
        if (total.isPresent() && size < total.getAsLong()) {
            throw broken("broke the connection off", size, before);
        }
    }

    private static MirrorException tooLong(long bytes) {
        return MirrorException.useless(
                "sends %,d bytes or more, too many for this file".formatted(bytes));
    }

    private static MirrorException broken(String clause, long size, long before) {
        String whole = "%s after %,d bytes".formatted(clause, size);
        return size > before ? MirrorException.again(whole) : MirrorException.useless(whole);
    }

    private static String clause(Throwable failure) {
        if (failure instanceof HttpConnectTimeoutException) {
            return "takes no connection (time is up)";
        }
        if (failure instanceof ConnectException) {
            return isUnresolved(failure)
                    ? "has a host that is unknown here"
                    : "takes no connection";
        }
        String reason =
                Optional.ofNullable(failure.getMessage())
                        .orElse(failure.getClass().getSimpleName());
        return "gave no answer (" + reason.lines().findFirst().orElse("") + ")";
    }

    private static boolean isUnresolved(Throwable failure) {
        for (Optional<Throwable> at = Optional.of(failure);
                at.isPresent();
                at = Optional.ofNullable(at.get().getCause())) {
            if (at.get() instanceof UnresolvedAddressException) {
                return true;
            }
        }
        return false;
    }

    private static String seconds(Duration time) {
        return time.toMillis() % 1000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
    }

    /** Ends all that is under way. */
    @Override
    public void close() {
        client.shutdownNow();
    }
}
