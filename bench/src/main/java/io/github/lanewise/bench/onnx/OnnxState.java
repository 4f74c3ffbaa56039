package io.github.lanewise.bench.onnx;

import io.github.lanewise.bench.IdleThreads;
import io.github.lanewise.bench.network.TrainingData;
import io.github.lanewise.engine.graph.Extents;
import io.github.lanewise.engine.tensor.Shape;
import io.github.lanewise.models.family.ClassicNetwork;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A network of a classic family in a temporary file, memory of a caller, and a subject that has run
 * it, agrees with the plain graph and is compiled.
 */
final class OnnxState implements AutoCloseable {
    /** Loads the file of a call and binds its memory. */
    interface Maker {
        OnnxSubject make(OnnxCall call);
    }

    private final Path file;
    private final OnnxSubject subject;

    private OnnxState(Path file, OnnxSubject subject) {
        this.file = file;
        this.subject = subject;
    }

    /**
     * Writes the file, makes the subject and checks it.
     *
     * @param model name of a {@link ClassicNetwork}
     * @throws IllegalStateException if the results of the subject are wrong
     */
    static OnnxState of(String model, int images, int threads, Maker maker) {
        ClassicNetwork network =
                ClassicNetwork.named(model)
                        .orElseThrow(() ->
                                new IllegalArgumentException(
                                        "There is no network '%s'; take one of %s."
                                                .formatted(model, ClassicNetwork.all())));
        Path file = write(network);
        try {
            CallerMemory input = input(network.published().input(), images);
            return new OnnxState(file, checked(file, input, threads, maker));
        } catch (RuntimeException e) {
            delete(file);
            throw e;
        }
    }

    private static Path write(ClassicNetwork network) {
        try {
            Path file = Files.createTempFile("lanewise-" + network.name() + "-", ".onnx");
            network.model(network.published()).write(file);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static CallerMemory input(Shape image, int images) {
        Extents extents = Extents.of(images, image.channels(), image.height(), image.width());
        CallerMemory input = CallerMemory.of(ClassicNetwork.INPUT, extents);
        float[] pixels = new TrainingData(image, 1, images, images).floats(0);
        input.memory().copyFrom(MemorySegment.ofArray(pixels));
        return input;
    }

    private static OnnxSubject checked(Path file, CallerMemory input, int threads, Maker maker) {
        List<CallerMemory> outputs = new ArrayList<>();
        try (PlainGraph plain = new PlainGraph(file)) {
            int images = input.extents().get(0);
            plain.run(input, 0)
                    .forEach((name, value) ->
                            outputs.add(CallerMemory.of(name, value.extents().with(0, images))));
            OnnxSubject subject = maker.make(new OnnxCall(file, input, outputs, threads));
            try {
                subject.run();
                plain.check(input, outputs);
                return subject;
            } catch (RuntimeException e) {
                subject.close();
                throw e;
            }
        }
    }

    /** Runs until everything is compiled. */
    void warmUp() {
        IdleThreads.warmUp(subject::run);
    }

    /** Computes the outputs from the input. */
    void run() {
        subject.run();
    }

    @Override
    public void close() {
        subject.close();
        delete(file);
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
