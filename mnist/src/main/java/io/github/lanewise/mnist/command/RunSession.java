package io.github.lanewise.mnist.command;

import io.github.lanewise.engine.network.Network;
import io.github.lanewise.mnist.platform.BuildInfo;
import io.github.lanewise.mnist.report.OutputException;
import io.github.lanewise.mnist.report.RunDescription;
import io.github.lanewise.mnist.run.KeptRun;
import io.github.lanewise.mnist.run.KeptRun.Identity;
import io.github.lanewise.mnist.run.KeptRun.Settings;
import io.github.lanewise.mnist.run.RunException;
import io.github.lanewise.mnist.run.RunFile;
import io.github.lanewise.mnist.run.RunFolder;
import java.nio.file.Files;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * A run folder while its run goes on.
 *
 * @param folder the folder
 * @param arguments how to keep the run
 * @param host where to tell of checkpoints that cannot be used
 */
record RunSession(RunFolder folder, RunArguments arguments, Host host) {
    /**
     * Begins to keep a run, new or resumed.
     *
     * @param options what the run was given, for a new one
     * @throws CommandException if a resumed run was of other data or lanes
     */
    KeptRun keep(
            Network network,
            RunDescription run,
            Map<String, String> options,
            BooleanSupplier stopping) {
        if (arguments.resumes()) {
            requireSame(run);
        } else {
            RunFile.write(folder, options, run);
        }
        WeightsMetadata metadata = WeightsMetadata.of(run.options().model(), run.data());
        return new KeptRun(
                folder,
                network,
                new Identity(run.digest(), metadata.strings(network, run.build())),
                new Settings(arguments.keep(), arguments.every(), stopping),
                host.err()::println);
    }

    private void requireSame(RunDescription run) {
        RunFile kept = RunFile.read(folder);
        if (!kept.member("data_digest").equals(Optional.of(run.data().digest()))) {
            throw new CommandException(
                    ExitStatus.DATA,
                    "The data is not that of the run in %s: its digest is %s…, but was %s…; name the data with --data."
                            .formatted(
                                    folder.path(),
                                    shortened(run.data().digest()),
                                    shortened(kept.member("data_digest").orElse("unknown"))));
        }
        String lanes = kept.member("lanes").orElse("unknown");
        if (!lanes.equals(Integer.toString(run.lanes()))) {
            throw new CommandException(
                    ExitStatus.MACHINE,
                    "The run in %s has %s lanes, but here are %d, which gives other bits; set JDK_JAVA_OPTIONS=-Dlanewise.lanes=%s."
                            .formatted(folder.path(), lanes, run.lanes(), lanes));
        }
        if (!kept.member("run_digest").equals(Optional.of(run.digest()))) {
            throw new RunException(
                    "The defaults of the run in %s are not those of this version of Lanewise; begin the run anew in another folder."
                            .formatted(folder.path()));
        }
        tellOfOtherBuild(kept, run.build());
    }

    /** Another build may compute other bits, and nobody can tell; the run goes on all the same. */
    private void tellOfOtherBuild(RunFile kept, BuildInfo build) {
        String commit = kept.member("commit").orElse("unknown");
        if (!commit.equals(build.commit())) {
            host.err()
                    .println(
                            "The run in %s was begun by Lanewise of commit %s, and this is %s: the weights may differ from those of a run that was not interrupted."
                                    .formatted(
                                            folder.path(),
                                            shortened(commit),
                                            shortened(build.commit())));
        }
    }

    /**
     * Adds to the sentence about an output that failed what to do, which is another thing where the
     * run can go on.
     */
    static OutputException told(OutputException failure, Optional<RunSession> session) {
        boolean begun = session.filter(run -> Files.exists(run.folder.description())).isPresent();
        String action = begun ? "go on with --resume." : "start again.";
        String sentence = String.valueOf(failure.getMessage()).replaceFirst("\\.$", "");
        return new OutputException(
                sentence + (sentence.contains("; ") ? ", then " : "; mend that, then ") + action,
                failure);
    }

    private static String shortened(String digest) {
        return digest.substring(0, Math.min(12, digest.length()));
    }
}
