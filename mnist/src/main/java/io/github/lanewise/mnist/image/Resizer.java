package io.github.lanewise.mnist.image;

import io.github.lanewise.mnist.image.Framing.Frame;

/**
 * Makes planes of one size of pictures of any.
 *
 * @param channels 1 or 3
 * @param height rows of a plane
 * @param width columns of a plane
 * @param framing how proportions are kept
 * @param inverted whether black becomes white, and white black
 */
public record Resizer(int channels, int height, int width, Framing framing, boolean inverted) {
    private static final double WHITE = 255;

    /**
     * @throws IllegalArgumentException if there are neither 1 nor 3 channels, or no pixels
     */
    public Resizer {
        if ((channels != 1 && channels != 3) || height < 1 || width < 1) {
            throw new IllegalArgumentException(
                    "There are 1 or 3 planes of at least 1×1, not %d of %d×%d."
                            .formatted(channels, height, width));
        }
    }

    /**
     * Returns values from 0 to 255, channels × height × width. One row of the picture is unpacked
     * at a time, so that a large one takes no more memory.
     */
    float[] apply(Picture picture) {
        Frame frame = framing.frame(picture.width(), picture.height(), width, height);
        Resampling columns = new Resampling(frame.columns(), picture.width());
        Resampling rows = new Resampling(frame.rows(), picture.height());
        int line = channels * columns.count();
        double[][] sums = new double[rows.count()][line];
        float[] row = new float[channels * picture.width()];
        double[] narrow = new double[line];
        int open = 0; // target rows before this one are complete
        for (int y = 0; y < picture.height(); y++) {
            while (open < rows.count() && rows.end(open) <= y) {
                open++;
            }
            if (open == rows.count() || rows.first(open) > y) {
                continue;
            }
            picture.read(y, channels, row);
            narrow(columns, row, narrow);
            for (int i = open; i < rows.count() && rows.first(i) <= y; i++) {
                double weight = rows.weight(i, y);
                for (int x = 0; x < line; x++) {
                    sums[i][x] += weight * narrow[x];
                }
            }
        }
        return placed(sums, frame);
    }

    private void narrow(Resampling columns, float[] row, double[] narrow) {
        int wide = row.length / channels;
        for (int channel = 0; channel < channels; channel++) {
            for (int x = 0; x < columns.count(); x++) {
                narrow[channel * columns.count() + x] = columns.apply(x, row, channel * wide);
            }
        }
    }

    /** Puts the rows into planes, between bars of 0 where they do not fill them. */
    private float[] placed(double[][] sums, Frame frame) {
        float[] planes = new float[channels * height * width];
        int count = frame.columns().count();
        for (int channel = 0; channel < channels; channel++) {
            for (int y = 0; y < sums.length; y++) {
                int row = (channel * height + frame.rows().target() + y) * width;
                for (int x = 0; x < count; x++) {
                    double value = sums[y][channel * count + x];
                    planes[row + frame.columns().target() + x] =
                            (float) (inverted ? WHITE - value : value);
                }
            }
        }
        return planes;
    }
}
