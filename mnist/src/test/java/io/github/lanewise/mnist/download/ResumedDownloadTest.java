package io.github.lanewise.mnist.download;

import static io.github.lanewise.mnist.download.SmallSet.compressedImages;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lanewise.mnist.data.PublishedFile;
import io.github.lanewise.mnist.download.ScriptedServer.Answer;
import io.github.lanewise.mnist.report.OutputException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResumedDownloadTest extends DownloadFixture {
    @Test
    void goesOnWhereTheConnectionBroke() throws Exception {
        server.next(request -> images(request).brokenOffAfter(20_000));
        downloadFromServer();
        assertComplete();
        assertThat(failures).containsExactly("broke the connection off after 20,000 bytes");
        assertThat(ranges()).containsExactly("all", "bytes=20000-", "all");
        assertThat(server.requests().get(1).headers()).containsEntry("if-range", "\"one\"");
    }

    @Test
    void goesOnInALaterRun() throws Exception {
        server.next(request -> images(request).brokenOffAfter(20_000));
        server.next(_ -> Answer.status(503));
        assertThatThrownBy(this::downloadFromServer).isInstanceOf(DownloadException.class);
        assertThat(names()).containsExactly(IMAGES_GZ + ".part", IMAGES_GZ + ".part.from");
        downloadFromServer();
        assertComplete();
        assertThat(ranges()).containsExactly("all", "bytes=20000-", "bytes=20000-", "all");
    }

    @Test
    void aMirrorWithoutAnswerCostsNothingThatAnotherGave() throws Exception {
        server.next(request -> images(request).brokenOffAfter(20_000));
        server.next(_ -> Answer.status(503));
        assertThatThrownBy(this::downloadFromServer).isInstanceOf(DownloadException.class);
        second.next(_ -> Answer.status(500));
        download(SmallSet.at(second.folder(), server.folder()));
        assertComplete();
        assertThat(ranges()).containsExactly("all", "bytes=20000-", "bytes=20000-");
    }

    @Test
    void beginsAgainWhereTheServerKnowsNoRanges() throws Exception {
        server.next(request -> images(request).brokenOffAfter(20_000));
        server.next(DownloadFixture::images);
        downloadFromServer();
        assertComplete();
        assertThat(ranges()).containsExactly("all", "bytes=20000-", "all");
    }

    @ParameterizedTest
    @ValueSource(strings = {"another tag", "another place", "too short", "another content"})
    void beginsAgainWhereTheFileHasChanged(String how) throws Exception {
        byte[] old = SmallSet.gzip(SmallSet.images(2));
        server.next(_ -> Answer.whole(old, "ETag: \"old\"").brokenOffAfter(20_000));
        server.next(request ->
                switch (how) {
                    case "another tag" -> SmallSet.serve(request);
                    case "another place" -> Answer.rest(compressedImages(), 10_000);
                    case "too short" -> Answer.status(416);
                    default -> Answer.rest(compressedImages(), request.from());
                });
        downloadFromServer();
        assertComplete();
        assertThat(ranges()).containsExactly("all", "bytes=20000-", "all", "all");
        assertThat(failures.getFirst()).isEqualTo("broke the connection off after 20,000 bytes");
        assertThat(failures.getLast())
                .startsWith(
                        switch (how) {
                            case "too short" -> "has a shorter file than before";
                            case "another content" -> "sent a file that is damaged";
                            default -> "has another file than before";
                        });
    }

    @Test
    void goesOnAfterAStall() throws Exception {
        server.next(request -> images(request).stallingAfter(20_000));
        downloadFromServer();
        assertComplete();
        assertThat(failures).containsExactly("sent nothing for 400 ms after 20,000 bytes");
        assertThat(ranges()).containsExactly("all", "bytes=20000-", "all");
    }

    @Test
    void twoDownloadsDoNotWriteOneFile() throws Exception {
        Files.createDirectories(folder);
        try (PartFile part = PartFile.of(folder.resolve(IMAGES_GZ))) {
            assertThat(part.size()).isZero();
            assertThatThrownBy(this::downloadFromServer)
                    .isInstanceOf(OutputException.class)
                    .hasMessageStartingWith("Another download writes " + folder);
        }
        assertThat(names()).isEmpty();
    }

    @Test
    void aCompletePartThatCannotBeRenamedStays() throws Exception {
        Path target = folder.resolve(IMAGES_GZ);
        Files.createDirectories(target.resolve("in the way"));
        try (PartFile part = PartFile.of(target)) {
            part.begin(server.folder(), Optional.empty());
            part.append(ByteBuffer.wrap(new byte[] {1, 2}));
            assertThatThrownBy(part::commit)
                    .isInstanceOf(OutputException.class)
                    .hasMessageStartingWith(target + " cannot be written: ");
        }
        assertThat(folder.resolve(IMAGES_GZ + ".part")).hasBinaryContent(new byte[] {1, 2});
        assertThat(folder.resolve(IMAGES_GZ + ".part.from")).exists();
    }

    @Test
    void aPartThatWasCompleteNeedsNoRequest() throws Exception {
        Files.createDirectories(folder);
        Files.write(folder.resolve(IMAGES_GZ + ".part"), compressedImages());
        new Downloader(SmallSet.at(server.folder()), folder, new IgnoringListener())
                .run(PATIENCE, Optional.empty());
        assertComplete();
        assertThat(server.requests()).hasSize(1);
    }

    private static final class IgnoringListener implements DownloadListener {
        @Override
        public void present(Path path) {}

        @Override
        public void received(PublishedFile file, long received, OptionalLong total) {}

        @Override
        public void failed(URI address, String clause) {}

        @Override
        public void saved(Path path, long bytes) {}
    }
}
