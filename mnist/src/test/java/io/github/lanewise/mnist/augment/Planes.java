package io.github.lanewise.mnist.augment;

import io.github.lanewise.engine.image.BytePlane;
import io.github.lanewise.engine.image.SamplePoints;
import io.github.lanewise.engine.network.Samples;
import io.github.lanewise.engine.tensor.Tensor;
import io.github.lanewise.engine.tensor.Workspace;
import io.github.lanewise.mnist.augment.AffineMap.Change;
import io.github.lanewise.mnist.data.LabelledImages;
import java.util.Arrays;
import java.util.Random;

/** Small images, and what is made of them. */
final class Planes {
    private Planes() {}

    static byte[] pixels(int count, long seed) {
        byte[] pixels = new byte[count];
        new Random(seed).nextBytes(pixels);
        return pixels;
    }

    static LabelledImages images(int count, int channels, int height, int width) {
        byte[] labels = new byte[count];
        for (int i = 0; i < count; i++) {
            labels[i] = (byte) (i % 10);
        }
        byte[] pixels = pixels(count * channels * height * width, 7);
        return new LabelledImages("noise", channels, height, width, pixels, labels);
    }

    /** Returns the plane that a change makes. */
    static float[] changed(byte[] pixels, int height, int width, Change change) {
        BytePlane plane = new BytePlane(height, width, 1, 0);
        plane.load(pixels, 0);
        AffineMap map = new AffineMap();
        map.set(change);
        SamplePoints points = new SamplePoints(height, width);
        map.place(points, height, width);
        float[] made = filled(height * width);
        plane.sample(points, made, 0);
        return made;
    }

    static float[] filled(int length) {
        float[] floats = new float[length];
        Arrays.fill(floats, Float.NaN);
        return floats;
    }

    /** Returns images as a network would read them, N×C×H×W. */
    static float[] read(Samples samples, int... order) {
        int elements = samples.shape().elements();
        float[] all = filled(order.length * elements);
        try (Workspace workspace = new Workspace()) {
            Tensor tensor = workspace.tensor(samples.shape());
            int most = tensor.layout().images();
            for (int from = 0; from < order.length; from += most) {
                int count = Math.min(most, order.length - from);
                tensor.fill(Float.NaN);
                samples.load(order, from, count, tensor);
                tensor.store(all, from * elements, count);
            }
        }
        return all;
    }
}
