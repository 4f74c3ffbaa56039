package io.github.lanewise.mnist.download;

import io.github.lanewise.mnist.data.PublishedFile;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A data set of four IDX files that can be downloaded.
 *
 * @param name how the command line calls it
 * @param title how its authors call it
 * @param mirrors folders with the gzip files, each ending in a slash, the first to be tried first
 * @param files the files
 */
public record PublishedDataSet(
        String name, String title, List<URI> mirrors, List<PublishedFile> files) {

    /** Handwritten digits. The digests are those of the published files, uncompressed. */
    public static final PublishedDataSet MNIST =
            new PublishedDataSet(
                    "mnist",
                    "MNIST",
                    List.of(
                            URI.create("https://ossci-datasets.s3.amazonaws.com/mnist/"),
                            URI.create("https://storage.googleapis.com/cvdf-datasets/mnist/")),
                    files(
                            List.of(
                                    "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
                                    "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
                                    "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
                                    "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2")));

    /** Articles of clothing, by Zalando Research. Its files are checked by their structure. */
    public static final PublishedDataSet FASHION =
            new PublishedDataSet(
                    "fashion",
                    "Fashion-MNIST",
                    List.of(
                            URI.create(
                                    "http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/")),
                    files(List.of()));

    /**
     * Cursive Japanese characters, by the Center for Open Data in the Humanities. Its files are
     * checked by their structure.
     */
    public static final PublishedDataSet KMNIST =
            new PublishedDataSet(
                    "kmnist",
                    "Kuzushiji-MNIST",
                    List.of(URI.create("http://codh.rois.ac.jp/kmnist/dataset/kmnist/")),
                    files(List.of()));

    private static final List<PublishedDataSet> ALL = List.of(MNIST, FASHION, KMNIST);

    /** Copies the lists. */
    public PublishedDataSet {
        mirrors = List.copyOf(mirrors);
        files = List.copyOf(files);
    }

    /** Returns the data set that the command line calls so. */
    public static Optional<PublishedDataSet> named(String name) {
        return ALL.stream().filter(set -> set.name.equals(name)).findFirst();
    }

    /** Returns the names of all data sets. */
    public static List<String> names() {
        return ALL.stream().map(PublishedDataSet::name).toList();
    }

    /** Returns the data set with other mirrors. */
    public PublishedDataSet from(List<URI> others) {
        return new PublishedDataSet(name, title, others, files);
    }

    /** Whether the SHA-256 sums of all its files are known. */
    public boolean hasDigests() {
        return files.stream().allMatch(file -> file.sha256().isPresent());
    }

    private static List<PublishedFile> files(List<String> digests) {
        List<PublishedFile> files =
                List.of(
                        file("train-images-idx3-ubyte", 60_000, 28, 28),
                        file("train-labels-idx1-ubyte", 60_000),
                        file("t10k-images-idx3-ubyte", 10_000, 28, 28),
                        file("t10k-labels-idx1-ubyte", 10_000));
        if (digests.isEmpty()) {
            return files;
        }
        return IntStream.range(0, files.size())
                .mapToObj(i -> withDigest(files.get(i), digests.get(i)))
                .toList();
    }

    private static PublishedFile file(String name, Integer... dimensions) {
        return new PublishedFile(name, List.of(dimensions), Optional.empty());
    }

    private static PublishedFile withDigest(PublishedFile file, String sha256) {
        return new PublishedFile(file.name(), file.dimensions(), Optional.of(sha256));
    }
}
