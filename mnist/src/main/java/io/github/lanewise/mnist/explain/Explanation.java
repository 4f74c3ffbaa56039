package io.github.lanewise.mnist.explain;

import io.github.lanewise.engine.network.Activations;
import io.github.lanewise.engine.network.Network;
import io.github.lanewise.engine.parallel.Workers;
import io.github.lanewise.models.Summary;
import java.util.ArrayList;
import java.util.List;

/** What a network has learned, as pictures and a page that shows them all. */
public final class Explanation {
    /** The page. */
    public static final String PAGE = "index.html";

    private final Network network;
    private final Digits digits;
    private final Workers workers;
    private final OutputFolder folder;
    private final Summary summary;
    private final List<Section> sections = new ArrayList<>();

    /**
     * Prepares an explanation.
     *
     * @param network stays the caller's to close
     * @param digits images of the size that the network reads
     * @param workers threads that compute; stay the caller's to close
     * @param folder takes the files
     */
    public Explanation(Network network, Digits digits, Workers workers, OutputFolder folder) {
        this.network = network;
        this.digits = digits;
        this.workers = workers;
        this.folder = folder;
        summary = Summary.of(network);
    }

    /**
     * Writes all files, the page last.
     *
     * @param title the heading of the page
     * @param top patches for each channel
     */
    public void write(String title, int top) {
        LearnedFilters.of(network).map(FilterPictures::new).ifPresent(this::addFilters);
        try (Activations activations = new Activations(network, workers)) {
            FeatureMaps maps = new FeatureMaps(network, activations, digits);
            Patches patches = new Patches(network, activations, digits, top);
            for (Depth depth : Depth.values()) {
                addLayers(depth, maps, patches);
            }
        }
        try (AnswerPictures answers = new AnswerPictures(network, workers, digits)) {
            answers.sections().forEach(this::add);
        }
        folder.write(
                PAGE,
                ExplanationPage.of(
                        title,
                        "From the image to the answer: what the layers of the network look for.",
                        sections,
                        summary));
    }

    private void addFilters(FilterPictures filters) {
        folder.write("filters.png", filters.grid());
        folder.write("filters.json", filters.json());
        add(filters.section());
    }

    private void addLayers(Depth depth, FeatureMaps maps, Patches patches) {
        List<Figure> figures = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (int layer = 0; layer < network.layers().size(); layer++) {
            if (Depth.of(summary.layers().get(layer).field(), digits.height()) == depth) {
                figures.add(maps.figure(layer));
                if (patches.has(layer)) {
                    figures.add(patches.figure(layer));
                }
                names.add(network.layers().get(layer).name());
            }
        }
        if (!figures.isEmpty()) {
            String title = depth.title() + ": " + String.join(", ", names);
            add(new Section(title, List.of(depth.text()), Section.Size.WIDE, figures));
        }
    }

    private void add(Section section) {
        section.figures().forEach(figure -> folder.write(figure.file(), figure.png()));
        sections.add(section);
    }
}
