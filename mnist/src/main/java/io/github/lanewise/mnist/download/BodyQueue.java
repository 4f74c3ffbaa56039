package io.github.lanewise.mnist.download;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The body of an answer, taken piece by piece with a limit to each wait. The client's own streams
 * wait for ever, and its timeout for a request ends with the head of the answer on some JDKs and
 * with the body on others.
 */
final class BodyQueue implements BodySubscriber<BodyQueue>, AutoCloseable {
    private final BlockingQueue<Piece> pieces = new LinkedBlockingQueue<>();
    private Optional<Subscription> subscription = Optional.empty();
    private boolean closed;

    /** Bytes, or with none the end of the body, or the failure that ended it. */
    private record Piece(List<ByteBuffer> buffers, Optional<Throwable> failure) {
        boolean isEnd() {
            return buffers.isEmpty();
        }
    }

    /** There has been no byte for too long. */
    static final class StallException extends IOException {
        private static final long serialVersionUID = 1;

        StallException(Duration stall) {
            super("no byte for " + stall);
        }
    }

    @Override
    public CompletionStage<BodyQueue> getBody() {
        return CompletableFuture.completedStage(this);
    }

    @Override
    public synchronized void onSubscribe(Subscription upstream) {
        subscription = Optional.of(upstream);
        if (closed) {
            upstream.cancel();
        } else {
            upstream.request(1);
        }
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        if (buffers.isEmpty()) {
            askForMore();
        } else {
            pieces.add(new Piece(buffers, Optional.empty()));
        }
    }

    @Override
    public void onError(Throwable failure) {
        pieces.add(new Piece(List.of(), Optional.of(failure)));
    }

    @Override
    public void onComplete() {
        pieces.add(new Piece(List.of(), Optional.empty()));
    }

    /**
     * Waits for the next bytes.
     *
     * @return some bytes, or none at the end of the body
     * @throws StallException if none came in time
     * @throws IOException if the connection broke
     */
    List<ByteBuffer> next(Duration stall) throws IOException, InterruptedException {
        Optional<Piece> next =
                Optional.ofNullable(pieces.poll(stall.toNanos(), TimeUnit.NANOSECONDS));
        Piece piece = next.orElseThrow(() -> new StallException(stall));
        if (piece.failure().isPresent()) {
            throw new IOException(piece.failure().get());
        }
        if (!piece.isEnd()) {
            askForMore();
        }
        return piece.buffers();
    }

    private synchronized void askForMore() {
        subscription.filter(any -> !closed).ifPresent(upstream -> upstream.request(1));
    }

    /** Gives up what has not come yet, and with it the connection. */
    @Override
    public synchronized void close() {
        closed = true;
        subscription.ifPresent(Subscription::cancel);
    }
}
