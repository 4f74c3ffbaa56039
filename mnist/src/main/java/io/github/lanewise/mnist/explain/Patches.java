package io.github.lanewise.mnist.explain;

import io.github.lanewise.engine.layer.Layer;
import io.github.lanewise.engine.layer.conv.Conv2d;
import io.github.lanewise.engine.layer.pool.AveragePool2d;
import io.github.lanewise.engine.layer.pool.MaxPool2d;
import io.github.lanewise.engine.network.Activations;
import io.github.lanewise.engine.network.NamedLayer;
import io.github.lanewise.engine.network.Network;
import io.github.lanewise.mnist.explain.StrongestPlaces.Excitation;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The parts of test images that excite the channels of convolutions and poolings most.
 *
 * <p>Source of the idea: M. D. Zeiler, R. Fergus, "Visualizing and understanding convolutional
 * networks", ECCV 2014.
 */
final class Patches {
    /** Pixels along the side of a patch, about. */
    private static final int SIDE = 56;

    /** Between two channels of a row, this many columns of pixels. */
    private static final int MARGIN = 2;

    /** So many patches are beside each other, of one channel or of several. */
    private static final int ROW = 16;

    private final Network network;
    private final Digits digits;
    private final int most;
    private final List<FieldPlace> places;
    private final StrongestPlaces strongest;

    /**
     * Takes all test images through the network.
     *
     * @param most patches for each channel
     */
    Patches(Network network, Activations activations, Digits digits, int most) {
        this.network = network;
        this.digits = digits;
        this.most = most;
        places = FieldPlace.of(network);
        List<Integer> layers =
                IntStream.range(0, network.layers().size()).filter(this::has).boxed().toList();
        strongest = new StrongestPlaces(network, layers, most);
        if (!layers.isEmpty()) {
            activations.visit(digits.samples(), strongest);
        }
    }

    /** Returns whether a layer has patches. */
    boolean has(int layer) {
        Layer kind = network.layers().get(layer).layer();
        return kind instanceof Conv2d || kind instanceof MaxPool2d || kind instanceof AveragePool2d;
    }

    /** Returns the picture of a layer: the patches of its channels in reading order. */
    Figure figure(int layer) {
        NamedLayer named = network.layers().get(layer);
        int beside = Math.max(1, ROW / most);
        List<List<Tile>> rows = new ArrayList<>();
        List<List<Excitation>> channels = strongest.of(layer);
        for (int channel = 0; channel < channels.size(); channel++) {
            if (channel % beside == 0) {
                rows.add(new ArrayList<>());
            } else {
                rows.getLast().add(margin(layer));
            }
            for (Excitation excitation : channels.get(channel)) {
                rows.getLast().add(patch(layer, named.output().width(), excitation));
            }
        }
        int side = Math.toIntExact(places.get(layer).field().height());
        return new Figure(
                "patches-" + named.name() + ".png",
                Sheet.png(rows, Math.max(1, SIDE / side)),
                "Parts of test images that excite each channel of " + named.name() + " most",
                "What excites each channel of %s most: parts of %d test images, the strongest first, as large as the layer sees (%d×%d). %s"
                        .formatted(
                                named.name(),
                                most,
                                places.get(layer).field().height(),
                                places.get(layer).field().width(),
                                beside == 1 || channels.size() == 1
                                        ? "One row for each channel."
                                        : beside + " channels in each row."));
    }

    private Tile patch(int layer, int width, Excitation excitation) {
        Plane picture = digits.picture(excitation.image());
        int row = excitation.place() / width;
        int column = excitation.place() % width;
        return new Tile(places.get(layer).cut(picture, row, column), Digits.PIXELS);
    }

    /** A gap in the colour of the gaps. */
    private Tile margin(int layer) {
        int height = Math.toIntExact(places.get(layer).field().height());
        return new Tile(Plane.of(height, MARGIN, (row, column) -> 0), value -> Colours.GAP);
    }
}
