package io.github.lanewise.mnist.explain;

import io.github.lanewise.engine.network.Activations;
import io.github.lanewise.engine.network.NamedLayer;
import io.github.lanewise.engine.network.Network;
import io.github.lanewise.engine.tensor.Shape;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds the images that excite each channel of some layers most, and where in them. */
final class StrongestPlaces implements Activations.Visitor {
    /** The strongest first; of equals the image that comes first, however threads are timed. */
    private static final Comparator<Excitation> ORDER =
            Comparator.comparingDouble(Excitation::value)
                    .reversed()
                    .thenComparingInt(Excitation::image);

    private final Network network;
    private final int most;
    private final Map<Integer, List<Channel>> channels = new HashMap<>();

    /**
     * A value of a map.
     *
     * @param image number of the image
     * @param place in the map, in reading order
     * @param value the activation
     */
    record Excitation(int image, int place, float value) {}

    /** The strongest images of a channel. */
    private static final class Channel {
        private final List<Excitation> strongest = new ArrayList<>();

        synchronized void add(Excitation excitation, int most) {
            if (strongest.size() == most && ORDER.compare(strongest.getLast(), excitation) < 0) {
                return;
            }
            strongest.add(excitation);
            strongest.sort(ORDER);
            if (strongest.size() > most) {
                strongest.removeLast();
            }
        }
    }

    /**
     * Prepares a search.
     *
     * @param layers numbers of the layers
     * @param most images for each channel
     */
    StrongestPlaces(Network network, List<Integer> layers, int most) {
        this.network = network;
        this.most = most;
        for (int layer : layers) {
            List<Channel> found = new ArrayList<>();
            for (int k = 0; k < output(layer).channels(); k++) {
                found.add(new Channel());
            }
            channels.put(layer, List.copyOf(found));
        }
    }

    private Shape output(int layer) {
        NamedLayer named = network.layers().get(layer);
        return named.output();
    }

    @Override
    public boolean wants(int layer) {
        return channels.containsKey(layer);
    }

    @Override
    public void visit(int layer, int firstImage, int images, float[] outputs) {
        List<Channel> found = channels.getOrDefault(layer, List.of());
        int pixels = output(layer).pixels();
        for (int map = 0; map < images * found.size(); map++) {
            int best = map * pixels;
            for (int i = best + 1; i < (map + 1) * pixels; i++) {
                if (outputs[i] > outputs[best]) {
                    best = i;
                }
            }
            int image = firstImage + map / found.size();
            found.get(map % found.size())
                    .add(new Excitation(image, best - map * pixels, outputs[best]), most);
        }
    }

    /** Returns for each channel of a layer the strongest place of each image, the best first. */
    List<List<Excitation>> of(int layer) {
        return channels.getOrDefault(layer, List.of()).stream()
                .map(channel -> List.copyOf(channel.strongest))
                .toList();
    }
}
