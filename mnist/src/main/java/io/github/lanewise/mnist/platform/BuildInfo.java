package io.github.lanewise.mnist.platform;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Properties;

/**
 * Which build of Lanewise runs.
 *
 * @param version the version, such as {@code 0.1.0}
 * @param commit the Git commit it was built from, or {@code unknown}
 */
public record BuildInfo(String version, String commit) {
    private static final String RESOURCE = "/io/github/lanewise/mnist/build.properties";

    /** Reads what the build left in {@code build.properties}. */
    public static BuildInfo ofThisProgram() {
        Properties properties = new Properties();
        try (InputStream resource = BuildInfo.class.getResourceAsStream(RESOURCE)) {
            if (resource == null) {
                throw new IllegalStateException("the resource " + RESOURCE + " is missing");
            }
            properties.load(resource);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new BuildInfo(value(properties, "version"), value(properties, "commit"));
    }

    private static String value(Properties properties, String key) {
        return Optional.ofNullable(properties.getProperty(key)).orElse("unknown");
    }
}
