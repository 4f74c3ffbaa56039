package io.github.lanewise.mnist.data;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Where a run takes its images from, and why.
 *
 * @param kind who named the place
 * @param folder the folder to read; empty if the digits are drawn
 * @param reason one sentence for the user: which data is used and why
 */
public record DataSource(Kind kind, Optional<Path> folder, String reason) {
    /** The environment variable that names the data folder. */
    public static final String VARIABLE = "LANEWISE_DATA";

    /** What is named in place of a folder for drawn digits; a folder of this name is ./drawn. */
    public static final Path DRAWN = Path.of("drawn");

    /** Who named the place, the strongest first. */
    public enum Kind {
        /** The {@code --data} option. */
        OPTION,
        /** The environment variable {@link DataSource#VARIABLE}. */
        ENVIRONMENT,
        /** The user's cache folder. */
        CACHE,
        /** Nobody: {@link DrawnDigits}. */
        DRAWN
    }

    /**
     * What the choice depends on.
     *
     * @param environment the environment variables; an empty value counts as not set
     * @param home the user's home folder
     * @param operatingSystem the name as in the system property {@code os.name}
     */
    public record Surroundings(Map<String, String> environment, Path home, String operatingSystem) {
        /** The environment, home folder and operating system of this process. */
        public static Surroundings ofThisProcess() {
            return new Surroundings(
                    System.getenv(),
                    Path.of(System.getProperty("user.home", "")),
                    System.getProperty("os.name", ""));
        }

        private Optional<String> variable(String name) {
            return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
        }
    }

    /**
     * Decides: {@code option}, else {@code LANEWISE_DATA}, else the cache folder if it holds the
     * four files, else drawn digits. The files are looked for but not opened.
     *
     * @param option the folder named by {@code --data}, or {@link #DRAWN}; the variable may hold
     *     both, too
     * @throws DataException if the folder named by the option or the variable holds neither the
     *     four files nor folders of images; nothing else is tried then
     */
    public static DataSource find(Optional<Path> option, Surroundings surroundings)
            throws DataException {
        if (option.isPresent()) {
            return named(Kind.OPTION, option.get(), "--data");
        }
        Optional<String> variable = surroundings.variable(VARIABLE);
        if (variable.isPresent()) {
            return named(Kind.ENVIRONMENT, folder(variable.get()), VARIABLE);
        }
        Path cache = cacheFolder(surroundings);
        return MnistFolder.problem(cache)
                .map(problem -> drawn(cache))
                .orElseGet(() ->
                        new DataSource(
                                Kind.CACHE,
                                Optional.of(cache),
                                "Data from the cache folder %s, as neither --data nor %s is"
                                                .formatted(cache, VARIABLE)
                                        + " given."));
    }

    /**
     * The folder that is looked into when none is named: {@code lanewise/mnist} in the user's cache
     * folder, which is {@code %LOCALAPPDATA%} on Windows, {@code ~/Library/Caches} on macOS, and
     * elsewhere {@code $XDG_CACHE_HOME} if that is an absolute path, else {@code ~/.cache} (XDG
     * Base Directory Specification).
     */
    public static Path cacheFolder(Surroundings surroundings) {
        return userCache(surroundings).resolve("lanewise").resolve("mnist");
    }

    /**
     * The folder where a run looks for MNIST if no option names one: that of the variable {@code
     * LANEWISE_DATA}, else the cache folder.
     *
     * @throws DataException if the variable holds what cannot be the name of a folder
     */
    public static Path defaultFolder(Surroundings surroundings) throws DataException {
        Optional<String> variable = surroundings.variable(VARIABLE);
        return variable.isPresent() ? folder(variable.get()) : cacheFolder(surroundings);
    }

    /** Returns the files that may be read, by all their names; none if the digits are drawn. */
    public List<Path> files() {
        return folder.map(MnistFolder::files).orElse(List.of());
    }

    /**
     * Reads or draws the images as the files say.
     *
     * @throws DataException see {@link #load(int, Interpretation)}
     */
    public DataSet load(int threads) throws DataException {
        return load(threads, Interpretation.OF_FILES);
    }

    /**
     * Reads or draws the images; drawn digits are those of the default seed.
     *
     * @param threads how many threads may read or draw; the images do not depend on it
     * @throws DataException if a file is missing, faulty or not for this interpretation, or if one
     *     changed while it was read
     */
    public DataSet load(int threads, Interpretation wanted) throws DataException {
        refuseForDrawn(wanted);
        if (imageFolder().isPresent()) {
            return ImageFolder.load(imageFolder().get(), wanted, threads);
        }
        return folder.isPresent()
                ? FileStates.unchanged(files(), () -> MnistFolder.load(folder.get(), wanted))
                : DrawnDigits.generate(
                        DrawnDigits.DEFAULT_SEED,
                        DrawnDigits.DEFAULT_TRAINING_COUNT,
                        DrawnDigits.DEFAULT_TEST_COUNT,
                        threads);
    }

    /**
     * Returns what the images are like, if that is known before all are read.
     *
     * @throws DataException if a file is faulty
     */
    public Optional<ImageForm> form(Interpretation wanted) throws DataException {
        refuseForDrawn(wanted);
        if (imageFolder().isPresent()) {
            return Optional.empty();
        }
        return Optional.of(
                folder.isPresent() ? MnistFolder.form(folder.get(), wanted) : ImageForm.DIGITS);
    }

    /** Returns what {@code --data} has to name to get the same images again. */
    public String name() {
        return folder.orElse(DRAWN).toString();
    }

    /** Returns the folder if it holds image files, with a folder for each class. */
    public Optional<Path> imageFolder() {
        return folder.filter(ImageFolder::isOne);
    }

    private void refuseForDrawn(Interpretation wanted) throws DataException {
        if (folder.isEmpty() && (wanted.size().isPresent() || wanted.order().isPresent())) {
            throw DataException.ofOption(
                    "Digits that Lanewise draws are what they are; leave --image-size and --layout out, or name a data folder with --data");
        }
    }

    private static DataSource named(Kind kind, Path folder, String namedBy) throws DataException {
        if (folder.equals(DRAWN)) {
            String reason = "Digits drawn by Lanewise itself, as %s says.".formatted(namedBy);
            return new DataSource(Kind.DRAWN, Optional.empty(), reason);
        }
        Optional<String> problem = MnistFolder.problem(folder);
        if (problem.isPresent() && !ImageFolder.isOne(folder)) {
            throw new DataException(
                    "The data folder %s (from %s) %s".formatted(folder, namedBy, problem.get()));
        }
        return new DataSource(
                kind, Optional.of(folder), "Data from %s, named by %s.".formatted(folder, namedBy));
    }

    private static DataSource drawn(Path cache) {
        return new DataSource(
                Kind.DRAWN,
                Optional.empty(),
                "Digits drawn by Lanewise itself, as neither --data nor %s is given and %s does not"
                                .formatted(VARIABLE, cache)
                        + " hold MNIST.");
    }

    private static Path folder(String name) throws DataException {
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            throw new DataException(
                    "%s is not the name of a folder: %s; set it to the folder that holds MNIST"
                            .formatted(VARIABLE, name),
                    e);
        }
    }

    private static Path userCache(Surroundings surroundings) {
        Path home = surroundings.home();
        String system = surroundings.operatingSystem().toLowerCase(Locale.ROOT);
        if (system.startsWith("windows")) {
            return absolute(surroundings.variable("LOCALAPPDATA"))
                    .orElse(home.resolve("AppData").resolve("Local"));
        }
        if (system.startsWith("mac")) {
            return home.resolve("Library").resolve("Caches");
        }
        return absolute(surroundings.variable("XDG_CACHE_HOME")).orElse(home.resolve(".cache"));
    }

    private static Optional<Path> absolute(Optional<String> name) {
        try {
            return name.map(Path::of).filter(Path::isAbsolute);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
