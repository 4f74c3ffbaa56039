package io.github.lanewise.mnist.download;

import static io.github.lanewise.mnist.download.SmallSet.compressedImages;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lanewise.mnist.data.DataException;
import io.github.lanewise.mnist.download.ScriptedServer.Answer;
import io.github.lanewise.mnist.download.ScriptedServer.Request;
import io.github.lanewise.mnist.report.OutputException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DownloaderTest extends DownloadFixture {
    @Test
    void takesBothFilesFromAServerThatIsRight() throws Exception {
        downloadFromServer();
        assertComplete();
        assertThat(failures).isEmpty();
        assertThat(server.requests().stream().map(Request::line))
                .containsExactly(
                        "GET /data/" + IMAGES_GZ + " HTTP/1.1",
                        "GET /data/" + LABELS_GZ + " HTTP/1.1");
    }

    @Test
    void asksForNothingThatIsThere() throws Exception {
        Files.createDirectories(folder);
        Files.write(folder.resolve("train-images.idx3-ubyte"), SmallSet.images(1));
        downloadFromServer();
        assertThat(present).containsExactly(folder.resolve("train-images.idx3-ubyte"));
        assertThat(names()).containsExactly("train-images.idx3-ubyte", LABELS_GZ);
        assertThat(server.requests()).hasSize(1);
        downloadFromServer();
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void leavesAFileOfTheUserThatIsAnother() throws Exception {
        Files.createDirectories(folder);
        Path other = folder.resolve(LABELS_GZ);
        Files.writeString(other, "mine");
        assertThatThrownBy(this::downloadFromServer)
                .isInstanceOf(DataException.class)
                .hasMessage(
                        other
                                + " is there but is not the published file: it does not begin as an IDX file of 40"
                                + " unsigned bytes; move it away or name another folder with --data");
        assertThat(other).hasContent("mine");
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void aSilentMirrorIsLeftForTheNext() throws Exception {
        server.next(_ -> Answer.silence());
        download(SmallSet.at(server.folder(), second.folder()));
        assertComplete();
        assertThat(failures).containsExactly("did not answer within 800 ms");
    }

    @Test
    void followsRedirects() throws Exception {
        server.next(_ -> Answer.status(302, "Location: " + second.folder() + IMAGES_GZ));
        downloadFromServer();
        assertComplete();
        assertThat(second.requests()).hasSize(1);
    }

    @Test
    void aCircleOfRedirectsEnds() {
        for (int i = 0; i < 20; i++) {
            server.next(request -> Answer.status(302, "Location: " + request.target()));
        }
        assertThatThrownBy(this::downloadFromServer)
                .isInstanceOf(DownloadException.class)
                .hasMessageContaining("/data/" + IMAGES_GZ + " ");
        assertThat(server.requests()).hasSizeLessThan(20);
    }

    @Test
    void aWrongDigestRemovesTheFile() throws Exception {
        byte[] wrong = SmallSet.images(2);
        server.next(_ -> Answer.whole(SmallSet.gzip(wrong)));
        assertThatThrownBy(this::downloadFromServer)
                .isInstanceOf(DownloadException.class)
                .hasMessageContaining(
                        "%s%s sent a file that has content with the SHA-256 digest %s, not the published %s (it was removed); get"
                                .formatted(
                                        server.folder(),
                                        IMAGES_GZ,
                                        SmallSet.sum(wrong).orElseThrow(),
                                        SmallSet.sum(SmallSet.images(1)).orElseThrow()));
        assertThat(names()).isEmpty();
    }

    @Test
    void whatIsNoGzipFileIsRemoved() throws Exception {
        byte[] damaged = compressedImages();
        damaged[damaged.length - 8] ^= 1;
        server.next(_ -> Answer.whole(damaged));
        download(SmallSet.at(server.folder(), second.folder()));
        assertThat(failures).hasSize(1);
        assertThat(failures.getFirst())
                .startsWith("sent a file that is damaged: its gzip data is not valid");
        assertComplete();
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 404, 500})
    void asksTheNextMirrorWhereOneRefuses(int status) throws Exception {
        server.next(_ -> Answer.status(status));
        download(SmallSet.at(server.folder(), second.folder()));
        assertComplete();
        assertThat(failures).containsExactly("answered with status " + status);
        assertThat(second.requests()).hasSize(1);
        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void asksTheNextMirrorWhereOneIsDown() throws Exception {
        server.close();
        download(SmallSet.at(server.folder(), second.folder()));
        assertComplete();
        assertThat(failures).containsExactly("takes no connection", "takes no connection");
    }

    @Test
    void takesNoMoreThanTheFileCanHave() throws Exception {
        byte[] endless = new byte[100_000];
        server.next(_ -> Answer.whole(endless));
        second.next(_ -> Answer.withoutLength(endless));
        assertThatThrownBy(() -> download(SmallSet.at(server.folder(), second.folder())))
                .isInstanceOf(DownloadException.class)
                .hasMessageContaining("sends 100,000 bytes or more, too many for this file")
                .hasMessageMatching(
                        ".*" + second.folder() + "\\S+ sends [\\d,]+ bytes or more, too many.*");
        assertThat(failures).containsExactly("sends 100,000 bytes or more, too many for this file");
        assertThat(names()).isEmpty();
    }

    @Test
    void takesAFileWhoseLengthIsNotSaid() throws Exception {
        server.next(_ -> Answer.withoutLength(compressedImages()));
        downloadFromServer();
        assertComplete();
    }

    @Test
    void offlineSaysWhatToPutWhere() {
        server.close();
        assertThatThrownBy(this::downloadFromServer)
                .isInstanceOf(DownloadException.class)
                .hasMessage(
                        "Small could not be downloaded: %s%s takes no connection; get %s, %s elsewhere and put them into %s, or name a mirror that can be reached with --mirror."
                                .formatted(
                                        server.folder(), IMAGES_GZ, IMAGES_GZ, LABELS_GZ, folder));
    }

    @Test
    void withoutDigestsTheStructureDecides() throws Exception {
        server.next(_ -> Answer.whole(SmallSet.gzip(SmallSet.images(2))));
        byte[] labels = SmallSet.labels();
        labels[20] = 10;
        server.next(_ -> Answer.whole(SmallSet.gzip(labels)));
        assertThatThrownBy(() -> download(SmallSet.withoutDigests(server.folder())))
                .hasMessageContaining("sent a file that holds a label above 9 (it was removed)");
        assertThat(names()).containsExactly(IMAGES_GZ);
    }

    @Test
    void goesThroughAProxy() throws Exception {
        URI mirror = URI.create("http://mirror.invalid/data/");
        new Downloader(SmallSet.at(mirror), folder, new Listener())
                .run(
                        PATIENCE,
                        Optional.of(
                                ProxySelector.of(
                                        new InetSocketAddress(
                                                InetAddress.getLoopbackAddress(), server.port()))));
        assertComplete();
        assertThat(server.requests().getFirst().target()).isEqualTo(mirror + IMAGES_GZ);
    }

    @Test
    void aFolderThatCannotBeMadeIsOneSentence() throws IOException {
        Files.writeString(root.resolve("a"), "a file");
        assertThatThrownBy(this::downloadFromServer)
                .isInstanceOf(OutputException.class)
                .hasMessageMatching(
                        "The folder .*/a/b cannot be created: Not a directory; name another.*");
    }
}
