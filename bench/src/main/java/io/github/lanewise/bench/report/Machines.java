package io.github.lanewise.bench.report;

import io.github.lanewise.engine.tensor.Tensor;
import io.github.lanewise.mnist.platform.BuildInfo;
import io.github.lanewise.mnist.platform.Machine;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/** Where and with what a report was made. */
public final class Machines {
    private Machines() {}

    /** Returns the version of Lanewise. */
    public static String version() {
        return BuildInfo.ofThisProgram().version();
    }

    /**
     * Returns properties by name: version, commit, date (now, to the minute, as {@code
     * 2026-11-25T10:20}), os, jvm, cpu, processors, lanes.
     */
    public static Map<String, String> description() {
        BuildInfo build = BuildInfo.ofThisProgram();
        Map<String, String> description = new LinkedHashMap<>();
        description.put("version", build.version());
        description.put("commit", build.commit());
        description.put(
                "date",
                LocalDateTime.now(ZoneId.systemDefault())
                        .truncatedTo(ChronoUnit.MINUTES)
                        .toString());
        description.put(
                "os", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        description.put("jvm", Machine.jvm());
        description.put("cpu", Machine.cpu());
        description.put("processors", Integer.toString(Runtime.getRuntime().availableProcessors()));
        description.put("lanes", Integer.toString(Tensor.LANES));
        return description;
    }
}
