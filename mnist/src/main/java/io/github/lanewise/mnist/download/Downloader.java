package io.github.lanewise.mnist.download;

import io.github.lanewise.mnist.data.DataException;
import io.github.lanewise.mnist.data.PublishedFile;
import io.github.lanewise.mnist.report.OutputException;
import io.github.lanewise.models.file.FileFault;
import java.io.IOException;
import java.net.ProxySelector;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Brings the files of a data set into a folder. */
public final class Downloader {
    /** A mirror that sends something each time, but never all of it, ends somewhere. */
    private static final int MAXIMUM_TRIES = 10;

    private final PublishedDataSet set;
    private final Path folder;
    private final DownloadListener listener;

    /**
     * Prepares a download.
     *
     * @param folder where the files go; created if it does not exist
     */
    public Downloader(PublishedDataSet set, Path folder, DownloadListener listener) {
        this.set = set;
        this.folder = folder;
        this.listener = listener;
    }

    /**
     * Gets the files that are not there, each from the first mirror that has it. Where all are
     * there and right, nothing is asked of anyone.
     *
     * @param proxies how to get out; empty for that of the JVM
     * @throws DataException if a file is there and is not the published one; nothing is done then
     * @throws DownloadException if no mirror gave a file; those before it have their place
     * @throws OutputException if the folder or a file cannot be written
     */
    public void run(Patience patience, Optional<ProxySelector> proxies)
            throws DataException, DownloadException {
        List<PublishedFile> missing = missing();
        if (missing.isEmpty()) {
            return;
        }
        createFolder();
        try (MirrorClient client = new MirrorClient(patience, proxies)) {
            for (int i = 0; i < missing.size(); i++) {
                fetch(client, missing.subList(i, missing.size()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DownloadException("The download was interrupted; the same command goes on.");
        }
    }

    private List<PublishedFile> missing() throws DataException {
        List<PublishedFile> missing = new ArrayList<>();
        List<Path> present = new ArrayList<>();
        for (PublishedFile file : set.files()) {
            Optional<Path> path = file.find(folder);
            if (path.isPresent()) {
                file.require(path.get());
                requireNotMnist(file, path.get());
                present.add(path.get());
            } else {
                missing.add(file);
            }
        }
        present.forEach(listener::present);
        return missing;
    }

    /** Data sets without digests have files of MNIST's names and forms. */
    private static void requireNotMnist(PublishedFile file, Path path) throws DataException {
        if (file.sha256().isPresent()) {
            return;
        }
        for (PublishedFile other : PublishedDataSet.MNIST.files()) {
            if (other.name().equals(file.name()) && other.dimensions().equals(file.dimensions())) {
                PublishedFile.requireAnother(path, other, PublishedDataSet.MNIST.title());
            }
        }
    }

    private void createFolder() {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new OutputException(
                    "The folder %s cannot be created: %s; name another one with --data."
                            .formatted(folder, FileFault.reason(e)),
                    e);
        }
    }

    /** Gets the first of the files that are missing. */
    private void fetch(MirrorClient client, List<PublishedFile> missing)
            throws DownloadException, InterruptedException {
        PublishedFile file = missing.getFirst();
        Path target = folder.resolve(file.compressedName());
        try (PartFile part = PartFile.of(target)) {
            List<String> failures = new ArrayList<>();
            // A run that was killed may have left all of it.
            boolean done = part.size() > 0 && fault(file, part).isEmpty();
            for (URI mirror : done ? List.<URI>of() : set.mirrors()) {
                URI address = mirror.resolve(file.compressedName());
                Optional<String> failure = fetch(client, address, file, part);
                done = failure.isEmpty();
                if (done) {
                    break;
                }
                failures.add(address + " " + failure.get());
                if (failures.size() < set.mirrors().size()) {
                    listener.failed(address, failure.get());
                }
            }
            if (!done) {
                throw new DownloadException(advice(missing, failures));
            }
            long bytes = part.size();
            part.commit();
            listener.saved(target, bytes);
        }
    }

    /** Asks one mirror, more than once as long as it gives more; returns why it gave nothing. */
    private Optional<String> fetch(
            MirrorClient client, URI address, PublishedFile file, PartFile part)
            throws InterruptedException {
        String clause = "";
        boolean again = true;
        for (int tries = 0; again && tries < MAXIMUM_TRIES; tries++) {
            try {
                boolean continued =
                        client.fetch(
                                address,
                                part,
                                file.compressedLimit(),
                                (bytes, total) -> listener.received(file, bytes, total));
                Optional<String> fault = fault(file, part);
                if (fault.isEmpty()) {
                    return fault;
                }
                part.clear();
                clause = "sent a file that " + fault.get() + " (it was removed)";
                again = continued;
            } catch (MirrorException e) {
                clause = e.clause();
                again = e.worthAnotherTry();
            }
            if (again && tries + 1 < MAXIMUM_TRIES) {
                listener.failed(address, clause);
            }
        }
        return Optional.of(clause);
    }

    private static Optional<String> fault(PublishedFile file, PartFile part) {
        try {
            return file.fault(part.path());
        } catch (IOException e) {
            throw new OutputException(
                    "%s cannot be read: %s; check the folder."
                            .formatted(part.path(), FileFault.reason(e)),
                    e);
        }
    }

    private String advice(List<PublishedFile> missing, List<String> failures) {
        return "%s could not be downloaded: %s; get %s elsewhere and put %s into %s, or name a mirror that can be reached with --mirror."
                .formatted(
                        set.title(),
                        String.join("; ", failures),
                        String.join(
                                ", ", missing.stream().map(PublishedFile::compressedName).toList()),
                        missing.size() == 1 ? "it" : "them",
                        folder.toAbsolutePath());
    }
}
