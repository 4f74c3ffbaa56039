package io.github.lanewise.mnist.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.lanewise.mnist.command.Program.Outcome;
import io.github.lanewise.mnist.data.PublishedFile;
import io.github.lanewise.mnist.download.PublishedDataSet;
import io.github.lanewise.mnist.download.ScriptedServer;
import io.github.lanewise.mnist.download.ScriptedServer.Answer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DownloadCommandTest {
    private static final Path REAL = Path.of(System.getProperty("lanewise.mnist", "nowhere"));

    @TempDir private Path folder;

    private Outcome download(String... more) {
        String[] start = {"download", "--data", folder.toString()};
        String[] all = new String[start.length + more.length];
        System.arraycopy(start, 0, all, 0, start.length);
        System.arraycopy(more, 0, all, start.length, more.length);
        return Program.run(all);
    }

    @Test
    void noMirrorIsOneSentenceAndAStatusOfItsOwn() throws IOException {
        try (ScriptedServer server = new ScriptedServer(_ -> Answer.status(404))) {
            String mirror = server.folder().toString();
            Outcome outcome =
                    download("--dataset", "kmnist", "--mirror", mirror, "--mirror", mirror);
            assertThat(outcome.status()).isEqualTo(ExitStatus.DOWNLOAD);
            assertThat(outcome.err().lines()).hasSize(1);
            assertThat(outcome.err())
                    .startsWith("Kuzushiji-MNIST could not be downloaded: " + mirror)
                    .contains(
                            "get train-images-idx3-ubyte.gz, train-labels-idx1-ubyte.gz,"
                                    + " t10k-images-idx3-ubyte.gz, t10k-labels-idx1-ubyte.gz"
                                    + " elsewhere and put them into "
                                    + folder);
            assertThat(outcome.lines()).hasSize(1);
            assertThat(folder).isEmptyDirectory();
            Outcome quiet = download("--dataset", "kmnist", "--mirror", mirror, "--quiet");
            assertThat(quiet.out()).isEmpty();
            assertThat(quiet.status()).isEqualTo(ExitStatus.DOWNLOAD);
        }
    }

    @Test
    void theRealFilesAreTaken() throws IOException {
        Path images = REAL.resolve("train-images-idx3-ubyte.gz");
        assumeTrue(
                Files.exists(images),
                () -> "skipped: the system property lanewise.mnist names no MNIST folder: " + REAL);
        try (ScriptedServer server = new ScriptedServer(DownloadCommandTest::real)) {
            Outcome outcome = download("--mirror", server.folder().toString());
            assertThat(outcome.err()).isEmpty();
            assertThat(outcome.status()).isZero();
            assertThat(outcome.lines())
                    .hasSize(6)
                    .contains(
                            "MNIST is complete; its content has the published SHA-256 digests.",
                            "To train with it: ./lanewise train --data " + folder);
            assertThat(folder.resolve("train-images-idx3-ubyte.gz")).hasSameBinaryContentAs(images);
            assertThat(download("--mirror", server.folder().toString()).lines())
                    .contains(
                            folder.resolve("t10k-labels-idx1-ubyte.gz")
                                    + " is there already, and right.");
            assertThat(server.requests()).hasSize(4);
        }
    }

    private static Answer real(ScriptedServer.Request request) {
        String name = Path.of(request.target()).getFileName().toString();
        try {
            return Answer.whole(Files.readAllBytes(REAL.resolve(name)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "ftp://host/x", "host/x", "http:///x", "http://host/x?y", "http://a b"})
    void aMirrorIsAFolderOnTheWeb(String mirror) {
        Outcome outcome = download("--mirror", mirror);
        assertThat(outcome.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(outcome.err())
                .startsWith(
                        "--mirror " + mirror + " is no folder on the web; name one as in https://");
    }

    @Test
    void mnistIsNotTakenForAnotherDataSet() throws IOException {
        Path labels = REAL.resolve("t10k-labels-idx1-ubyte.gz");
        assumeTrue(
                Files.exists(labels),
                () -> "skipped: the system property lanewise.mnist names no MNIST folder: " + REAL);
        Files.createDirectories(folder);
        Path there = Files.copy(labels, folder.resolve("t10k-labels-idx1-ubyte.gz"));
        Outcome outcome = download("--dataset", "fashion", "--mirror", "http://127.0.0.1:9");
        assertThat(outcome.status()).isEqualTo(ExitStatus.DATA);
        assertThat(outcome.err())
                .isEqualTo(there + " is a file of MNIST; name another folder with --data.\n");
    }

    @Test
    void anUnknownDataSetIsRefused() {
        Outcome outcome = download("--dataset", "cifar");
        assertThat(outcome.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(outcome.err()).contains("'cifar' is not one of mnist, fashion, kmnist.");
    }

    @Test
    void aTerminalShowsAMovingLine() {
        StringWriter text = new StringWriter();
        long[] now = new long[1];
        DownloadReport report = new DownloadReport(new PrintWriter(text), true, () -> now[0]);
        PublishedFile file = new PublishedFile("labels", List.of(5), Optional.empty());
        report.received(file, 2_500_000, OptionalLong.of(10_000_000));
        report.received(file, 3_000_000, OptionalLong.of(10_000_000));
        now[0] = 200_000_000;
        report.received(file, 2_700_000, OptionalLong.of(10_000_000));
        now[0] = 1_000_000_000;
        report.received(file, 4_000_000, OptionalLong.empty());
        report.failed(URI.create("http://host/x"), "was gone");
        String second =
                "labels.gz  [=====               ]  27 %  2.7 of 10.0 MB  1.0 MB/s  0:07 left";
        String third = "labels.gz  4.0 MB  1.5 MB/s";
        assertThat(text.toString().split("\r", -1))
                .containsExactly(
                        "",
                        "labels.gz  [=====               ]  25 %  2.5 of 10.0 MB",
                        second,
                        third + " ".repeat(second.length() - third.length()),
                        " ".repeat(third.length()),
                        "http://host/x was gone; trying on." + System.lineSeparator());
    }

    @Test
    void saysWhatWasChecked() {
        StringWriter text = new StringWriter();
        DownloadReport report = new DownloadReport(new PrintWriter(text), false);
        PublishedDataSet fashion = PublishedDataSet.named("fashion").orElseThrow();
        report.received(fashion.files().getFirst(), 5, OptionalLong.of(10));
        assertThat(text.toString()).isEmpty();
        report.end(fashion, Path.of("f"), false);
        report.end(PublishedDataSet.MNIST, Path.of("m"), true);
        assertThat(text.toString().lines())
                .containsExactly(
                        "Fashion-MNIST is complete; its files are whole (gzip checksums, numbers and"
                                + " sizes of the images, labels), but not compared with published"
                                + " digests, as Lanewise knows none.",
                        "To train with it: ./lanewise train --data f",
                        "MNIST is complete; its content has the published SHA-256 digests.",
                        "To train with it: ./lanewise train");
    }
}
