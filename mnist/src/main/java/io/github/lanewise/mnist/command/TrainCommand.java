package io.github.lanewise.mnist.command;

import io.github.lanewise.engine.VectorModule;
import io.github.lanewise.engine.network.Network;
import io.github.lanewise.engine.tensor.Tensor;
import io.github.lanewise.mnist.data.DataException;
import io.github.lanewise.mnist.data.DataSet;
import io.github.lanewise.mnist.platform.BuildInfo;
import io.github.lanewise.mnist.report.OutputException;
import io.github.lanewise.mnist.report.OutputFile;
import io.github.lanewise.mnist.report.RunDescription;
import io.github.lanewise.mnist.run.KeptRun;
import io.github.lanewise.mnist.run.RunFile;
import io.github.lanewise.mnist.run.RunFolder;
import io.github.lanewise.mnist.training.Defaults;
import io.github.lanewise.mnist.training.RunKeeper;
import io.github.lanewise.mnist.training.RunOutcome;
import io.github.lanewise.mnist.training.StoppedException;
import io.github.lanewise.mnist.training.Trainer;
import io.github.lanewise.mnist.training.TrainingOptions;
import io.github.lanewise.models.WeightsFile;
import io.github.lanewise.models.safetensors.SafetensorsException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lanewise train}: from images to weights. */
@Command(name = "train", description = "Trains a network and tests it after each epoch.")
final class TrainCommand implements Callable<Integer> {
    private final Host host;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Mixin private final DataArguments data = new DataArguments();
    @Mixin private final ReadingArguments reading = new ReadingArguments();

    @Mixin private final StepArguments steps = new StepArguments();

    @Option(
            names = "--epochs",
            paramLabel = "N",
            description = "How often each image is seen (default: " + Defaults.EPOCHS + ").")
    private int epochs = Defaults.EPOCHS;

    @Mixin private final ThreadArguments threads = new ThreadArguments();
    @Mixin private final UpdateArguments update = new UpdateArguments();
    @Mixin private final CourseArguments course = new CourseArguments();
    @Mixin private final AugmentArguments augment = new AugmentArguments();

    @Mixin private final SelectionArguments selection = new SelectionArguments();

    @Mixin private final OutputArguments outputs = new OutputArguments();
    @Mixin private final RunArguments run = new RunArguments();
    @Mixin private final SettingsArguments settings = new SettingsArguments();

    @Option(names = "--quiet", description = "Print nothing but errors.")
    private boolean quiet;

    TrainCommand(Host host) {
        this.host = host;
    }

    @Override
    public Integer call() throws DataException {
        return settings.areGiven()
                ? settings.call(spec, () -> new TrainCommand(host), TrainCommand::start)
                : start();
    }

    private int start() throws DataException {
        run.check();
        if (run.resumes()) {
            return resume();
        }
        TrainingOptions options = options();
        outputs.check(run);
        VectorModule.require();
        run.requireOutside(data, host);
        Optional<RunFolder> folder = run.begin();
        try {
            folder.ifPresent(TrainCommand::checkPage);
            return load(options, folder.map(kept -> new RunSession(kept, run, host)));
        } finally {
            folder.ifPresent(RunFolder::close);
        }
    }

    private int resume() throws DataException {
        VectorModule.require();
        try (RunFolder folder = run.resume()) {
            TrainCommand command =
                    GivenOptions.resumed(
                            RunFile.read(folder).beginning(), spec, () -> new TrainCommand(host));
            TrainingOptions options = command.options();
            command.outputs.check(run);
            checkPage(folder);
            return command.load(options, Optional.of(new RunSession(folder, command.run, host)));
        }
    }

    private int load(TrainingOptions options, Optional<RunSession> session) throws DataException {
        try (InterruptionNotice interruption = new InterruptionNotice(host.err())) {
            Loading loading = data.load(host, options.threads(), reading.interpretation());
            outputs.checkAgainst(loading.source());
            try {
                train(options, loading, session, interruption);
            } catch (StoppedException stopped) {
                interruption.ended(String.valueOf(stopped.getMessage()));
                return ExitStatus.INTERRUPTED;
            } catch (OutputException e) {
                OutputException told = RunSession.told(e, session);
                if (interruption.failed(told)) {
                    return ExitStatus.OUTPUT;
                }
                throw told;
            } catch (RuntimeException | Error e) {
                interruption.failed(e);
                throw e;
            }
        }
        return ExitStatus.OK;
    }

    private void train(
            TrainingOptions options,
            Loading loading,
            Optional<RunSession> session,
            InterruptionNotice interruption)
            throws DataException {
        try (Network network = loading.build(steps.model(), steps.seed());
                Trainer trainer = new Trainer(options, network)) {
            DataSet set = loading.await(network);
            AugmentArguments.checkSize(options.augmentation(), set.training());
            steps.checkBatch(selection.trainingImages(set.training().labels()));
            BuildInfo build = BuildInfo.ofThisProgram();
            RunDescription description =
                    new RunDescription(options, loading.source(), set, Tensor.LANES, build);
            Optional<KeptRun> kept =
                    session.map(folder -> keep(folder, network, description, interruption));
            try (TrainingReport report =
                    new TrainingReport(host, quiet, description, files(session))) {
                RunKeeper keeper = kept.isPresent() ? kept.get() : RunKeeper.NONE;
                RunOutcome outcome = trainer.run(set, report, keeper);
                report.ended(outcome);
                if (kept.isPresent()) {
                    kept.get().finish();
                    interruption.ended("Stopped at the end of the run; its weights are written.");
                }
                interruption.disarm();
                outputs.weights().ifPresent(file -> save(network, file, set, build));
                report.end(outcome);
                if (session.isPresent()) {
                    writePage(session.get().folder().path(), loading);
                }
            } finally {
                kept.ifPresent(KeptRun::close);
            }
        }
    }

    private static void checkPage(RunFolder folder) {
        OutputFile.requireReplaceable(RunReport.file(folder.path()), "The page");
    }

    private void writePage(Path folder, Loading loading) throws DataException {
        Path page = RunReport.file(folder);
        RunReport.write(RunReport.read(folder), page, Optional.of(_ -> loading), threads.count());
        if (!quiet) {
            host.out().println("Page written to " + page + ".");
        }
    }

    private KeptRun keep(
            RunSession session,
            Network network,
            RunDescription description,
            InterruptionNotice interruption) {
        KeptRun kept =
                session.keep(
                        network,
                        description,
                        GivenOptions.ofRun(spec),
                        interruption::isInterrupted);
        interruption.keepRun();
        return kept;
    }

    private TrainingReport.Files files(Optional<RunSession> session) {
        Optional<Path> metrics = session.map(kept -> kept.folder().metrics()).or(outputs::metrics);
        return new TrainingReport.Files(run.resumes(), metrics, outputs.tensorBoard());
    }

    private TrainingOptions options() {
        Checks.atLeast("--epochs", epochs, 1);
        return new TrainingOptions(
                steps.model(),
                epochs,
                steps.batch(),
                steps.seed(),
                threads.count(),
                update.options(course, steps.batch()),
                augment.augmentation(),
                selection.selection());
    }

    private void save(Network network, Path file, DataSet set, BuildInfo build) {
        WeightsMetadata metadata = WeightsMetadata.of(steps.model(), set);
        try {
            WeightsFile.save(network, file, metadata.strings(network, build));
        } catch (SafetensorsException e) {
            throw new OutputException(Optional.ofNullable(e.getMessage()).orElse(file + ""), e);
        }
        if (!quiet) {
            host.out().println("Weights written to " + file + ".");
        }
    }
}
