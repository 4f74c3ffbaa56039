package io.github.lanewise.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import jdk.incubator.vector.VectorSpecies;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LanesTest {
    @ParameterizedTest
    @CsvSource({"16,16", "32,16", "8,8", "4,4", "2,4"})
    void theProcessorsWidthIsUsed(int preferred, int lanes) {
        assertThat(Lanes.count("", preferred)).isEqualTo(lanes);
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 8, 4})
    void thePropertyForcesTheWidth(int lanes) {
        assertThat(Lanes.count(String.valueOf(lanes), 16)).isEqualTo(lanes);
        assertThat(Lanes.count(String.valueOf(lanes), 4)).isEqualTo(lanes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "0", "-8", "sixteen", "16 "})
    void otherWidthsAreRefusedWithOneSentence(String forced) {
        assertThatThrownBy(() -> Lanes.count(forced, 16))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("lanewise.lanes")
                .hasMessageContaining("'" + forced + "'")
                .hasMessageContaining("16, 8 or 4");
    }

    @Test
    void speciesAreAsWideAsTheLanes() {
        assertThat(Species.FLOATS.length()).isEqualTo(Lanes.COUNT);
        assertThat(Species.INTS.length()).isEqualTo(Lanes.COUNT);
        assertThat(Lanes.BYTES).isEqualTo(4 * Lanes.COUNT);
    }

    /** The two classes need each other, so each must be able to come first in a JVM. */
    @ParameterizedTest
    @ValueSource(strings = {"Lanes", "Species"})
    void widthsAgreeWhicheverClassComesFirst(String first)
            throws IOException, ReflectiveOperationException {
        String prefix = Lanes.class.getPackageName() + ".";
        try (URLClassLoader fresh =
                new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader())) {
            Class.forName(prefix + first, true, fresh);
            Class<?> lanes = Class.forName(prefix + "Lanes", true, fresh);
            Class<?> species = Class.forName(prefix + "Species", true, fresh);
            VectorSpecies<?> floats = (VectorSpecies<?>) species.getField("FLOATS").get(null);
            assertThat(floats.length()).isEqualTo(lanes.getField("COUNT").getInt(null));
        }
    }

    private static URL[] classPath() throws MalformedURLException {
        List<URL> urls = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            urls.add(new File(entry).toURI().toURL());
        }
        return urls.toArray(URL[]::new);
    }
}
