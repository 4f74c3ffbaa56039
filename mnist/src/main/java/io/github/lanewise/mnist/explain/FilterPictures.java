package io.github.lanewise.mnist.explain;

import io.github.lanewise.mnist.explain.HandMadeFilters.Match;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** The filters of the first convolution, each beside the hand-made filter that it is most like. */
final class FilterPictures {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int GRID_COLUMNS = 8;

    /** A filter's picture has about this many pixels along its side. */
    private static final int SIDE = 72;

    private final LearnedFilters learned;
    private final List<Match> matches;
    private final double chance;

    FilterPictures(LearnedFilters learned) {
        this.learned = learned;
        HandMadeFilters handMade = learned.handMade();
        matches = learned.filters().stream().map(handMade::closest).toList();
        chance = learned.similarityByChance();
    }

    /** Returns the part of the page. */
    Section section() {
        List<Figure> figures = IntStream.range(0, matches.size()).mapToObj(this::figure).toList();
        return new Section(
                "Early: the filters of " + learned.layer(),
                List.of(
                        "Each pair shows a filter that was learned and, at its right, the hand-made filter"
                                + " that it is most like: edge detectors (Sobel, Prewitt), spot detectors"
                                + " (Laplacian), blurs (Gaussian) and waves (Gabor). Red weights look for"
                                + " ink, blue ones for background, white ones do not care.",
                        String.format(
                                Locale.ROOT,
                                "The number is the similarity: 1 is the same shape, in any strength and"
                                        + " either sign. Half of all filters of random numbers reach %.2f, so only"
                                        + " what is clearly above that tells anything.",
                                chance)),
                Section.Size.SMALL,
                figures);
    }

    private Figure figure(int filter) {
        Match match = matches.get(filter);
        String similarity =
                String.format(Locale.ROOT, "%s: %.2f", match.filter().name(), match.similarity());
        return new Figure(
                String.format(Locale.ROOT, "filter-%02d.png", filter),
                Sheet.png(
                        List.of(
                                List.of(
                                        Tile.diverging(learned.filters().get(filter)),
                                        Tile.diverging(match.filter().weights()))),
                        scale()),
                "Filter " + filter + " of " + learned.layer() + " beside " + similarity,
                filter + ". " + similarity);
    }

    /** Returns a PNG file with all filters in reading order. */
    byte[] grid() {
        List<List<Tile>> rows = new ArrayList<>();
        List<Plane> filters = learned.filters();
        for (int first = 0; first < filters.size(); first += GRID_COLUMNS) {
            int end = Math.min(first + GRID_COLUMNS, filters.size());
            rows.add(filters.subList(first, end).stream().map(Tile::diverging).toList());
        }
        return Sheet.png(rows, scale());
    }

    private int scale() {
        Plane first = learned.filters().getFirst();
        return Math.max(1, SIDE / Math.max(first.height(), first.width()));
    }

    /** Returns the similarities as JSON. */
    byte[] json() {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            json.writeStringProperty("layer", learned.layer());
            json.writeNumberProperty("similarity_by_chance", chance);
            json.writeArrayPropertyStart("filters");
            for (int filter = 0; filter < matches.size(); filter++) {
                json.writeStartObject();
                json.writeNumberProperty("filter", filter);
                json.writeStringProperty("closest", matches.get(filter).filter().name());
                json.writeNumberProperty("similarity", matches.get(filter).similarity());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        return (text + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
