package io.github.lanewise.mnist.command;

import io.github.lanewise.mnist.command.Choices.ChannelOrderName;
import io.github.lanewise.mnist.data.ChannelOrder;
import io.github.lanewise.mnist.data.Interpretation;
import io.github.lanewise.mnist.image.ImageSize;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How data files are read that can be read in several ways. */
final class ReadingArguments {
    @Option(
            names = "--layout",
            paramLabel = "ORDER",
            converter = ChannelOrderName.class,
            description =
                    "Order of the four dimensions of IDX images: nchw (channels, height, width) or"
                            + " nhwc (default: the channels are where there are at most four).")
    private Optional<ChannelOrder> order = Optional.empty();

    @Option(
            names = "--image-size",
            paramLabel = "HxW",
            converter = SizeConverter.class,
            description =
                    "Fit image files to this height and width, in their proportions between black"
                            + " bars (default: all have to be of one size).")
    private Optional<ImageSize> size = Optional.empty();

    Interpretation interpretation() {
        return new Interpretation(order, size, Optional.empty());
    }
}
