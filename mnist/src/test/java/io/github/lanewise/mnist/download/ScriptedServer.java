package io.github.lanewise.mnist.download;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;

/** A web server on the loopback interface that answers each connection as it is told to. */
public final class ScriptedServer implements AutoCloseable {
    private final ServerSocket socket;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final List<Request> requests = Collections.synchronizedList(new ArrayList<>());
    private final Deque<Function<Request, Answer>> script = new ArrayDeque<>();
    private final Function<Request, Answer> usual;

    /** A request: its first line, and its headers by lower-case name. */
    public record Request(String line, Map<String, String> headers) {
        /** Returns what is asked for. */
        public String target() {
            return line.split(" ", -1)[1];
        }

        /** Returns the first byte that is asked for, or 0. */
        public int from() {
            String range = headers.getOrDefault("range", "bytes=0-");
            return Integer.parseInt(range.substring("bytes=".length(), range.length() - 1));
        }
    }

    /** What is sent, and whether the connection then stays open without another byte. */
    public static final class Answer {
        private final String head;
        private final byte[] body;
        private final boolean stalls;

        private Answer(String head, byte[] body, boolean stalls) {
            this.head = head;
            this.body = body;
            this.stalls = stalls;
        }

        /** A status and headers without a body. */
        public static Answer status(int status, String... headers) {
            return new Answer(head(status, 0, headers), new byte[0], false);
        }

        /** The whole content. */
        public static Answer whole(byte[] content, String... headers) {
            return new Answer(head(200, content.length, headers), content, false);
        }

        /** The content without its length, which ends with the connection. */
        public static Answer withoutLength(byte[] content) {
            return new Answer("HTTP/1.1 200 x\r\nConnection: close\r\n\r\n", content, false);
        }

        /** The rest of the content. */
        public static Answer rest(byte[] content, int from, String... headers) {
            List<String> all = new ArrayList<>(List.of(headers));
            all.add(
                    "Content-Range: bytes %d-%d/%d"
                            .formatted(from, content.length - 1, content.length));
            byte[] rest = Arrays.copyOfRange(content, from, content.length);
            return new Answer(head(206, rest.length, all.toArray(String[]::new)), rest, false);
        }

        /** Announces everything but breaks off. */
        public Answer brokenOffAfter(int bytes) {
            return new Answer(head, Arrays.copyOf(body, bytes), false);
        }

        /** Announces everything but falls silent. */
        public Answer stallingAfter(int bytes) {
            return new Answer(head, Arrays.copyOf(body, bytes), true);
        }

        /** Says nothing at all. */
        public static Answer silence() {
            return new Answer("", new byte[0], true);
        }

        private static String head(int status, int length, String... headers) {
            StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " x\r\n");
            head.append("Content-Length: ").append(length).append("\r\nConnection: close\r\n");
            for (String header : headers) {
                head.append(header).append("\r\n");
            }
            return head.append("\r\n").toString();
        }
    }

    /** A server that gives a usual answer where nothing else is prepared. */
    public ScriptedServer(Function<Request, Answer> usual) throws IOException {
        this.usual = usual;
        socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofPlatform().daemon().name("scripted-server").start(this::acceptAll);
    }

    /** Prepares the answer to the next request. */
    public synchronized void next(Function<Request, Answer> answer) {
        script.add(answer);
    }

    /** Returns the requests so far. */
    public List<Request> requests() {
        return List.copyOf(requests);
    }

    /** Returns the address of a folder on this server. */
    public URI folder() {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/data/");
    }

    /** Returns the port. */
    public int port() {
        return socket.getLocalPort();
    }

    private void acceptAll() {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                Thread.ofPlatform().daemon().start(() -> answer(connection));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void answer(Socket connection) {
        try (connection) {
            Request request = read(connection);
            requests.add(request);
            Answer answer = prepared().apply(request);
            OutputStream out = connection.getOutputStream();
            out.write(answer.head.getBytes(StandardCharsets.ISO_8859_1));
            out.write(answer.body);
            out.flush();
            if (answer.stalls) {
                closed.await();
            }
        } catch (IOException e) {
            // The client has gone, which is for the test to judge.
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized Function<Request, Answer> prepared() {
        return script.isEmpty() ? usual : script.removeFirst();
    }

    private static Request read(Socket connection) throws IOException {
        BufferedReader in =
                new BufferedReader(
                        new InputStreamReader(
                                connection.getInputStream(), StandardCharsets.ISO_8859_1));
        String line = String.valueOf(in.readLine());
        Map<String, String> headers = new TreeMap<>();
        String header = String.valueOf(in.readLine());
        while (header.contains(":")) {
            String[] parts = header.split(":", 2);
            headers.put(parts[0].toLowerCase(Locale.ROOT), parts[1].strip());
            header = String.valueOf(in.readLine());
        }
        return new Request(line, headers);
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
