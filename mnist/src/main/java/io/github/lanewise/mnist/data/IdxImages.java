package io.github.lanewise.mnist.data;

import java.util.Optional;

/** IDX files of three or four dimensions as images. */
final class IdxImages {
    private static final int IMAGES = 3;
    private static final int IMAGES_WITH_CHANNELS = 4;

    /** Grey, colour, or one of them with opacity: so many channels are told from pixels. */
    private static final int MOST_CHANNELS = 4;

    private IdxImages() {}

    /**
     * Returns what the images are like, of as many classes as there can be.
     *
     * @param file whose values may be missing
     * @throws DataException if the dimensions are not those of images, or mean several things
     */
    static ImageForm form(IdxFile file, Interpretation wanted) throws DataException {
        if (file.rank() != IMAGES && file.rank() != IMAGES_WITH_CHANNELS) {
            throw DataException.of(
                    file.path(),
                    "has %d dimensions (%s) where 3 or 4 are needed; check that it is the right file"
                            .formatted(file.rank(), file.shape()));
        }
        double elements = 1;
        for (int i = 1; i < file.rank(); i++) {
            elements *= file.dimension(i);
        }
        if (elements > Integer.MAX_VALUE) {
            throw DataException.of(
                    file.path(),
                    "has images of more than 2 GiB each (%s); check that it is the right file"
                            .formatted(file.shape()));
        }
        for (int i = 0; i < file.rank(); i++) {
            if (file.dimension(i) == 0) {
                throw DataException.of(
                        file.path(), "is empty (%s); check the file".formatted(file.shape()));
            }
        }
        if (file.rank() == IMAGES) {
            if (wanted.order().isPresent()) {
                throw DataException.ofOption(
                        "%s has 3 dimensions (%s), so that --layout has no effect; leave it out"
                                .formatted(file.path(), file.shape()));
            }
            return form(1, file.dimension(1), file.dimension(2));
        }
        return switch (order(file, wanted)) {
            case NCHW -> channelsFirst(file);
            case NHWC -> channelsLast(file);
        };
    }

    private static ImageForm form(int channels, int height, int width) {
        return new ImageForm(channels, height, width, ImageForm.MOST_CLASSES);
    }

    private static ImageForm channelsFirst(IdxFile file) {
        return form(file.dimension(1), file.dimension(2), file.dimension(3));
    }

    private static ImageForm channelsLast(IdxFile file) {
        return form(file.dimension(3), file.dimension(1), file.dimension(2));
    }

    /** As wanted; else as the network reads them; else the axis of up to four is the channels'. */
    private static ChannelOrder order(IdxFile file, Interpretation wanted) throws DataException {
        if (wanted.order().isPresent()) {
            return wanted.order().get();
        }
        Optional<ImageForm> network = wanted.network();
        if (network.isPresent() && channelsFirst(file).hasShapeOf(network.get())) {
            return ChannelOrder.NCHW;
        }
        if (network.isPresent() && channelsLast(file).hasShapeOf(network.get())) {
            return ChannelOrder.NHWC;
        }
        boolean first = file.dimension(1) <= MOST_CHANNELS;
        boolean last = file.dimension(3) <= MOST_CHANNELS;
        if (first == last) {
            throw DataException.of(
                    file.path(),
                    "has the dimensions %s, of which either the second or the last may be the channels; say which with --layout nchw or --layout nhwc"
                            .formatted(file.shape()));
        }
        return first ? ChannelOrder.NCHW : ChannelOrder.NHWC;
    }

    /** Returns the pixels as N × C × H × W. */
    static byte[] pixels(IdxFile file, ImageForm form, Interpretation wanted) throws DataException {
        boolean asTheyAre =
                file.rank() == IMAGES
                        || form.channels() == 1
                        || order(file, wanted) == ChannelOrder.NCHW;
        return asTheyAre ? file.values() : channelsFirst(file.values(), form);
    }

    private static byte[] channelsFirst(byte[] nhwc, ImageForm form) {
        int plane = form.height() * form.width();
        int channels = form.channels();
        byte[] nchw = new byte[nhwc.length];
        for (int image = 0; image < nhwc.length; image += plane * channels) {
            for (int pixel = 0; pixel < plane; pixel++) {
                for (int channel = 0; channel < channels; channel++) {
                    nchw[image + channel * plane + pixel] =
                            nhwc[image + pixel * channels + channel];
                }
            }
        }
        return nchw;
    }
}
