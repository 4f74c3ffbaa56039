package io.github.lanewise.mnist.command;

import io.github.lanewise.mnist.command.Choices.DataSetName;
import io.github.lanewise.mnist.data.DataException;
import io.github.lanewise.mnist.data.DataSource;
import io.github.lanewise.mnist.download.DownloadException;
import io.github.lanewise.mnist.download.Downloader;
import io.github.lanewise.mnist.download.Patience;
import io.github.lanewise.mnist.download.PublishedDataSet;
import java.io.PrintWriter;
import java.io.Writer;
import java.net.ProxySelector;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code lanewise download}: from the public mirrors to a folder. */
@Command(
        name = "download",
        description = "Downloads a data set and checks it; goes on where it was interrupted.",
        footer = {
            "",
            "A proxy is that of the JVM: JDK_JAVA_OPTIONS='-Dhttps.proxyHost=HOST"
                    + " -Dhttps.proxyPort=PORT', and the same with http."
        })
final class DownloadCommand implements Callable<Integer> {
    private static final String MIRROR = "--mirror";

    private final Host host;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "Folder for the four files (default: where 'train' looks for MNIST: what"
                            + " LANEWISE_DATA names, else the cache folder; other data sets have a"
                            + " folder beside that in the cache).")
    private Optional<Path> folder = Optional.empty();

    @Option(
            names = "--dataset",
            paramLabel = "NAME",
            converter = DataSetName.class,
            description = "mnist, fashion or kmnist (default: mnist).")
    private PublishedDataSet set = PublishedDataSet.MNIST;

    @Option(
            names = MIRROR,
            paramLabel = "URL",
            description =
                    "Folder on the web with the four .gz files, instead of the public mirrors; given"
                            + " several times, they are tried in that order.")
    private List<String> mirrors = new ArrayList<>();

    @Option(names = "--quiet", description = "Print nothing but errors.")
    private boolean quiet;

    DownloadCommand(Host host) {
        this.host = host;
    }

    @Override
    public Integer call() throws DataException, DownloadException {
        folder.ifPresent(path -> Checks.named("--data", path));
        List<URI> named = mirrors.stream().map(DownloadCommand::mirror).toList();
        PublishedDataSet from = named.isEmpty() ? set : set.from(named);
        Path to = folder.isPresent() ? folder.get() : defaultFolder();
        DownloadReport report =
                quiet
                        ? new DownloadReport(new PrintWriter(Writer.nullWriter()), false)
                        : new DownloadReport(host.out(), host.terminal().getAsBoolean());
        try {
            new Downloader(from, to, report)
                    .run(Patience.DEFAULT, Optional.ofNullable(ProxySelector.getDefault()));
        } finally {
            report.clear();
        }
        report.end(set, to, isFound(to));
        return ExitStatus.OK;
    }

    private Path defaultFolder() throws DataException {
        return set.equals(PublishedDataSet.MNIST)
                ? DataSource.defaultFolder(host.surroundings())
                : DataSource.cacheFolder(host.surroundings()).resolveSibling(set.name());
    }

    /** Whether a run looks into the folder without being told. */
    private boolean isFound(Path to) throws DataException {
        return to.equals(DataSource.defaultFolder(host.surroundings()));
    }

    private static URI mirror(String url) {
        try {
            URI folder = URI.create(url.endsWith("/") ? url : url + "/");
            String scheme = Optional.ofNullable(folder.getScheme()).orElse("");
            boolean web = List.of("http", "https").contains(scheme.toLowerCase(Locale.ROOT));
            if (web && folder.getHost() != null && folder.getRawQuery() == null) {
                return folder;
            }
        } catch (IllegalArgumentException e) {
            throw noMirror(url);
        }
        throw noMirror(url);
    }

    private static CommandException noMirror(String url) {
        return CommandException.usage(
                "%s %s is no folder on the web; name one as in https://host/folder/."
                        .formatted(MIRROR, url));
    }
}
