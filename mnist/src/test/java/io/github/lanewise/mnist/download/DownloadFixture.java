package io.github.lanewise.mnist.download;

import static io.github.lanewise.mnist.download.SmallSet.compressedImages;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lanewise.mnist.data.DataException;
import io.github.lanewise.mnist.data.PublishedFile;
import io.github.lanewise.mnist.download.ScriptedServer.Answer;
import io.github.lanewise.mnist.download.ScriptedServer.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Two servers, a folder that does not exist, and what a download said. */
abstract class DownloadFixture {
    static final Patience PATIENCE = new Patience(Duration.ofMillis(400), Duration.ofMillis(400));
    static final String IMAGES_GZ = SmallSet.IMAGES + ".gz";
    static final String LABELS_GZ = SmallSet.LABELS + ".gz";

    @TempDir Path root;
    final List<String> failures = new ArrayList<>();
    final List<Path> present = new ArrayList<>();
    Path folder = Path.of("");
    ScriptedServer server = unset();
    ScriptedServer second = unset();

    private static ScriptedServer unset() {
        try {
            return new ScriptedServer(SmallSet::serve);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @BeforeEach
    void nameAFolderThatDoesNotExist() {
        folder = root.resolve("a/b");
    }

    @AfterEach
    void stop() {
        server.close();
        second.close();
    }

    final class Listener implements DownloadListener {
        private long last;

        @Override
        public void present(Path path) {
            present.add(path);
        }

        @Override
        public void received(PublishedFile file, long received, OptionalLong total) {
            total.ifPresent(all -> assertThat(received).isBetween(1L, all));
            last = received;
        }

        @Override
        public void failed(URI address, String clause) {
            failures.add(clause);
        }

        @Override
        public void saved(Path path, long bytes) {
            assertThat(path).hasSize(bytes);
            assertThat(last).isEqualTo(bytes);
        }
    }

    void download(PublishedDataSet set) throws DataException, DownloadException {
        new Downloader(set, folder, new Listener()).run(PATIENCE, Optional.empty());
    }

    void downloadFromServer() throws DataException, DownloadException {
        download(SmallSet.at(server.folder()));
    }

    void assertComplete() throws IOException {
        assertThat(names()).containsExactly(IMAGES_GZ, LABELS_GZ);
        assertThat(folder.resolve(IMAGES_GZ)).hasBinaryContent(compressedImages());
        assertThat(folder.resolve(LABELS_GZ)).hasBinaryContent(SmallSet.gzip(SmallSet.labels()));
    }

    List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    List<String> ranges() {
        return server.requests().stream()
                .map(request -> request.headers().getOrDefault("range", "all"))
                .toList();
    }

    static Answer images(Request request) {
        return Answer.whole(compressedImages(), SmallSet.TAG);
    }
}
