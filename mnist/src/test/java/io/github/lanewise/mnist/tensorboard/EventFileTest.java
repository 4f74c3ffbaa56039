package io.github.lanewise.mnist.tensorboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import com.google.protobuf.CodedInputStream;
import io.github.lanewise.mnist.report.OutputException;
import io.github.lanewise.mnist.training.EpochResult;
import io.github.lanewise.mnist.training.EpochScores;
import io.github.lanewise.mnist.training.Score;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventFileTest {
    private static final InstantSource CLOCK =
            InstantSource.fixed(Instant.ofEpochMilli(1_790_000_000_250L));
    private static final EpochResult EPOCH =
            new EpochResult(
                    300,
                    new EpochScores(
                            new Score(0.25, 0.9),
                            Optional.of(new Score(0.5, 0.8)),
                            new Score(Double.NaN, 0.96)),
                    12_345.5,
                    2.04,
                    0.1);

    @TempDir private Path root;

    private List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    @Test
    void beginsWithItsVersionAndThenHoldsTheCurves() throws IOException {
        Path folder = root.resolve("runs/a");
        try (EventFile events = EventFile.create(folder, CLOCK)) {
            events.epoch(EPOCH);
        }
        Path file = files(folder).getFirst();
        assertThat(file.getFileName().toString())
                .matches(
                        "events\\.out\\.tfevents\\.1790000000\\.[A-Za-z0-9.-]+\\."
                                + ProcessHandle.current().pid()
                                + "\\.lanewise");
        List<byte[]> records = RecordReader.read(Files.readAllBytes(file));
        assertThat(records).hasSize(2);
        Event first = Event.parse(records.getFirst());
        assertThat(first.version).isEqualTo("brain.Event:2");
        assertThat(first.wallTime).isEqualTo(1_790_000_000.25);
        Event epoch = Event.parse(records.getLast());
        assertThat(epoch.wallTime).isEqualTo(1_790_000_000.25);
        assertThat(epoch.step).isEqualTo(300);
        assertThat(epoch.scalars)
                .containsExactly(
                        entry("loss/train", 0.25f),
                        entry("loss/validation", 0.5f),
                        entry("loss/test", Float.NaN),
                        entry("accuracy/train", 0.9f),
                        entry("accuracy/validation", 0.8f),
                        entry("accuracy/test", 0.96f),
                        entry("learning_rate", 0.1f),
                        entry("images_per_second", 12_345.5f));
    }

    @Test
    void aResumedRunBeginsWithTheStepFromWhichOlderFilesAreOutOfDate() throws IOException {
        try (EventFile events = EventFile.create(root, CLOCK)) {
            events.resumed(299);
            events.epoch(EPOCH);
        }
        List<byte[]> records = RecordReader.read(Files.readAllBytes(files(root).getFirst()));
        assertThat(records).hasSize(3);
        Event start = Event.parse(records.get(1));
        assertThat(start.starts).isTrue();
        assertThat(start.step).isEqualTo(300);
        assertThat(Event.parse(records.getLast()).step).isEqualTo(300);
        // SessionLog (field 7, 2 bytes): status (field 1) is START (1).
        assertThat(records.get(1)).endsWith(0x3a, 0x02, 0x08, 0x01);
    }

    @Test
    void anEpochIsInTheFileAsSoonAsItHasEnded() throws IOException {
        try (EventFile events = EventFile.create(root, CLOCK)) {
            Path file = files(root).getFirst();
            assertThat(RecordReader.read(Files.readAllBytes(file))).hasSize(1);
            events.epoch(EPOCH);
            assertThat(RecordReader.read(Files.readAllBytes(file))).hasSize(2);
        }
    }

    @Test
    void eachRunHasAFileOfItsOwn() throws IOException {
        EventFile.create(root, CLOCK).close();
        EventFile.create(root, CLOCK).close();
        EventFile.create(root, CLOCK).close();
        assertThat(files(root)).hasSize(3);
    }

    @Test
    void aFolderThatCannotBeMadeIsOneSentence() throws IOException {
        Path file = Files.writeString(root.resolve("file"), "x");
        Path folder = file.resolve("a/b");
        assertThatThrownBy(() -> EventFile.requireWritable(folder, "--tensorboard"))
                .isInstanceOf(OutputException.class)
                .hasMessage(
                        "--tensorboard %s cannot be used: %s is not a folder; name another folder."
                                .formatted(folder, file));
        assertThatThrownBy(() -> EventFile.create(folder))
                .isInstanceOf(OutputException.class)
                .hasMessageStartingWith("The event file " + folder);
        EventFile.requireWritable(root.resolve("c/d"), "--tensorboard");
        assertThat(root.resolve("c")).doesNotExist();
    }

    /** An event as the reader of Protocol Buffers sees it. */
    private static final class Event {
        private double wallTime;
        private long step;
        private String version = "";
        private boolean starts;
        private final Map<String, Float> scalars = new LinkedHashMap<>();

        static Event parse(byte[] bytes) throws IOException {
            Event event = new Event();
            CodedInputStream in = CodedInputStream.newInstance(bytes);
            for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
                switch (tag >>> 3) {
                    case 1 -> event.wallTime = in.readDouble();
                    case 2 -> event.step = in.readInt64();
                    case 3 -> event.version = in.readString();
                    case 5 -> event.summary(in.readBytes().newCodedInput());
                    case 7 -> event.starts = in.readBytes().size() > 0;
                    default -> throw new AssertionError("field " + (tag >>> 3));
                }
            }
            return event;
        }

        private void summary(CodedInputStream in) throws IOException {
            for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
                assertThat(tag).isEqualTo((1 << 3) | 2);
                CodedInputStream value = in.readBytes().newCodedInput();
                assertThat(value.readTag()).isEqualTo((1 << 3) | 2);
                String name = value.readString();
                assertThat(value.readTag()).isEqualTo((2 << 3) | 5);
                scalars.put(name, value.readFloat());
                assertThat(value.readTag()).isZero();
            }
        }
    }
}
