package io.github.lanewise.mnist.command;

import io.github.lanewise.engine.network.Network;
import io.github.lanewise.mnist.data.DataException;
import io.github.lanewise.mnist.page.Assessment;
import io.github.lanewise.mnist.page.PageFile;
import io.github.lanewise.mnist.page.RunPage;
import io.github.lanewise.mnist.page.RunReader;
import io.github.lanewise.mnist.page.RunRecord;
import io.github.lanewise.mnist.page.UnreadableRunException;
import io.github.lanewise.mnist.report.OutputException;
import io.github.lanewise.mnist.run.RunFolder;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/** Writes the page of a run. */
final class RunReport {
    private RunReport() {}

    /** Returns the file of the page, unless an option names another. */
    static Path file(Path folder) {
        return folder.resolve(RunFolder.PAGE);
    }

    /**
     * Reads what a run left.
     *
     * @throws CommandException if the folder holds none
     */
    static RunRecord read(Path folder) {
        try {
            return RunReader.read(folder);
        } catch (UnreadableRunException e) {
            throw new CommandException(ExitStatus.DATA, String.valueOf(e.getMessage()));
        }
    }

    /**
     * Tests the weights of a run and writes its page.
     *
     * @param data images for the network to test it on, if they are not to be those that the run
     *     tells
     * @param threads that compute
     * @return what was tested, or why nothing was
     * @throws DataException if those images are faulty
     * @throws OutputException if the page cannot be written
     */
    static String write(
            RunRecord run, Path file, Optional<Function<Network, Loading>> data, int threads)
            throws DataException {
        Assessment assessment = new RunAssessor(run, data, threads).assess();
        PageFile.write(file, RunPage.of(run, assessment));
        return assessment.remark();
    }
}
