package io.github.lanewise.mnist.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Headless Chromium that finds no host. */
final class Browser {
    static final Path PROGRAM = Path.of("/usr/bin/chromium");

    /** How the system of the user looks. */
    enum Scheme {
        DARK(0),
        LIGHT(1);

        private final int number;

        Scheme(int number) {
            this.number = number;
        }
    }

    private static final int SECONDS = 60;

    private final Path folder;

    /** Keeps the browser's own files in a folder. */
    Browser(Path folder) {
        this.folder = folder;
    }

    /**
     * A page as it was opened.
     *
     * @param elements its elements, once its scripts have run
     * @param console what the browser wrote on the console of the page, among it that a request
     *     failed or was forbidden
     */
    record Opened(String elements, List<String> console) {}

    Opened open(Path page, Scheme scheme) throws IOException, InterruptedException {
        Path profile = Files.createTempDirectory(folder, "profile");
        Path elements = profile.resolve("elements.html");
        Path log = profile.resolve("log.txt");
        Process process =
                new ProcessBuilder(
                                PROGRAM.toString(),
                                "--headless=new",
                                "--no-sandbox",
                                "--disable-gpu",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--allow-file-access-from-files",
                                "--host-resolver-rules=MAP * ~NOTFOUND",
                                "--enable-logging=stderr",
                                "--user-data-dir=" + profile,
                                "--window-size=1400,900",
                                "--blink-settings=preferredColorScheme=" + scheme.number,
                                "--virtual-time-budget=5000",
                                "--dump-dom",
                                page.toUri().toString())
                        .redirectOutput(elements.toFile())
                        .redirectError(log.toFile())
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
        List<String> console =
                Files.readString(log).lines().filter(line -> line.contains(":CONSOLE")).toList();
        return new Opened(Files.readString(elements), console);
    }
}
