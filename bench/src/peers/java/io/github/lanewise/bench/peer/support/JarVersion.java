package io.github.lanewise.bench.peer.support;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The versions of jars, as Maven wrote them into the jars. */
public final class JarVersion {
    private JarVersion() {}

    /**
     * Returns the version of a jar on the class path.
     *
     * @throws IllegalStateException if it is not there
     */
    public static String of(String group, String artifact) {
        String file = "/META-INF/maven/%s/%s/pom.properties".formatted(group, artifact);
        try (InputStream stream = JarVersion.class.getResourceAsStream(file)) {
            if (stream == null) {
                throw new IllegalStateException(
                        "The jar %s:%s is not on the class path.".formatted(group, artifact));
            }
            Properties properties = new Properties();
            properties.load(stream);
            return properties.getProperty("version", "unknown");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
