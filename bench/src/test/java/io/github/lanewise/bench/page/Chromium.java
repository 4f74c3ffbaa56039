package io.github.lanewise.bench.page;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** A browser without a screen whose requests all go to a proxy that writes them down. */
final class Chromium implements AutoCloseable {
    static final Path PROGRAM = Path.of("/usr/bin/chromium");

    /** Clock, updates and accounts, which no option turns off in this browser. */
    private static final Set<String> OWN_REQUESTS =
            Set.of("clients2.google.com", "update.googleapis.com", "accounts.google.com");

    private static final int SECONDS = 15;

    private final Path folder;
    private final ServerSocket proxy;
    private final List<String> requests = new CopyOnWriteArrayList<>();

    /** Keeps the browser's own files in a folder. */
    Chromium(Path folder) throws IOException {
        this.folder = folder;
        proxy = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofPlatform().daemon().start(this::record);
    }

    private void record() {
        while (!proxy.isClosed()) {
            try (Socket socket = proxy.accept()) {
                socket.setSoTimeout(1000);
                requests.add(socket.getInputStream().read() < 0 ? "" : line(socket));
                socket.getOutputStream()
                        .write(
                                "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"
                                        .getBytes(StandardCharsets.US_ASCII));
            } catch (IOException e) {
                // The browser went away, or the test is over: what was recorded stays.
            }
        }
    }

    /** Returns the first line of a request without its first letter, which has been read. */
    private static String line(Socket socket) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int letter = socket.getInputStream().read();
                letter >= ' ';
                letter = socket.getInputStream().read()) {
            line.append((char) letter);
        }
        return line.toString();
    }

    /**
     * Returns the first lines, less their first letter, of all requests until now but those that
     * the browser makes for itself.
     */
    List<String> requests() {
        return requests.stream().filter(request -> !OWN_REQUESTS.contains(host(request))).toList();
    }

    private static String host(String request) {
        String address = request.replaceFirst("^\\S* (?:http://)?", "");
        return address.replaceFirst("[:/ ].*", "");
    }

    /** Opens a page and returns its elements once it is loaded and its scripts have run. */
    String elements(Path page) throws IOException, InterruptedException {
        return run(page, 1280, "--dump-dom", "--virtual-time-budget=3000");
    }

    private String run(Path page, int width, String... options)
            throws IOException, InterruptedException {
        Path output = Files.createTempFile(folder, "output", ".txt");
        List<String> command = new ArrayList<>();
        command.add(PROGRAM.toString());
        command.addAll(
                List.of(
                        "--headless=new",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--disable-domain-reliability",
                        "--no-first-run",
                        "--no-default-browser-check",
                        "--allow-file-access-from-files",
                        "--user-data-dir=" + folder.resolve("profile"),
                        "--proxy-server=http://127.0.0.1:" + proxy.getLocalPort(),
                        "--proxy-bypass-list=<-loopback>",
                        "--window-size=" + width + ",800"));
        command.addAll(List.of(options));
        command.add(page.toUri().toString());
        Process process =
                new ProcessBuilder(command)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .redirectOutput(output.toFile())
                        .start();
        try {
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                throw new IOException("Chromium does not end.");
            }
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            process.waitFor();
        }
        return Files.readString(output);
    }

    @Override
    public void close() throws IOException {
        proxy.close();
    }
}
