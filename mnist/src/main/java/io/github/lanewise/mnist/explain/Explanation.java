package io.github.lanewise.mnist.explain;

import io.github.lanewise.engine.network.Network;
import io.github.lanewise.models.Summary;
import java.util.ArrayList;
import java.util.List;

/** What a network has learned, as pictures and a page that shows them all. */
public final class Explanation {
    /** The page. */
    public static final String PAGE = "index.html";

    private final Network network;
    private final OutputFolder folder;
    private final List<Section> sections = new ArrayList<>();

    /**
     * Prepares an explanation.
     *
     * @param network stays the caller's to close
     * @param folder takes the files
     */
    public Explanation(Network network, OutputFolder folder) {
        this.network = network;
        this.folder = folder;
    }

    /**
     * Writes all files, the page last.
     *
     * @param title the heading of the page
     */
    public void write(String title) {
        LearnedFilters.of(network).map(FilterPictures::new).ifPresent(this::addFilters);
        folder.write(
                PAGE,
                Page.of(
                        title,
                        "From the image to the answer: what the layers of the network look for.",
                        sections,
                        Summary.of(network)));
    }

    private void addFilters(FilterPictures filters) {
        folder.write("filters.png", filters.grid());
        folder.write("filters.json", filters.json());
        add(filters.section());
    }

    private void add(Section section) {
        section.figures().forEach(figure -> folder.write(figure.file(), figure.png()));
        sections.add(section);
    }
}
