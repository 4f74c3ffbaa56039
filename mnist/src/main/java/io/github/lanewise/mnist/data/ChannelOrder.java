package io.github.lanewise.mnist.data;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Where the channels stand among the four dimensions of images. */
public enum ChannelOrder {
    /** Images × channels × height × width. */
    NCHW,

    /** Images × height × width × channels. */
    NHWC;

    /** Returns the names, as on the command line. */
    public static List<String> names() {
        return Arrays.stream(values()).map(ChannelOrder::lowerCase).toList();
    }

    /** Returns the order of that name, in whatever case. */
    public static Optional<ChannelOrder> named(String name) {
        return Arrays.stream(values())
                .filter(order -> order.name().equalsIgnoreCase(name))
                .findFirst();
    }

    private String lowerCase() {
        return name().toLowerCase(Locale.ROOT);
    }
}
