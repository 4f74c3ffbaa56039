package io.github.lanewise.mnist.command;

import io.github.lanewise.engine.VectorModule;
import io.github.lanewise.engine.network.Network;
import io.github.lanewise.engine.tensor.Tensor;
import io.github.lanewise.mnist.data.DataException;
import io.github.lanewise.mnist.data.DataSet;
import io.github.lanewise.mnist.page.PageFile;
import io.github.lanewise.mnist.page.RatePage;
import io.github.lanewise.mnist.platform.BuildInfo;
import io.github.lanewise.mnist.report.SweepResult;
import io.github.lanewise.mnist.training.ModelSelection;
import io.github.lanewise.mnist.training.RateSweep;
import io.github.lanewise.mnist.training.TrainingOptions;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code lanewise find-learning-rate}: from a short training to a learning rate. */
@Command(
        name = "find-learning-rate",
        description =
                "Raises the learning rate in a short training until the loss diverges, and suggests"
                        + " one.")
final class FindLearningRateCommand implements Callable<Integer> {
    private final Host host;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Mixin private final DataArguments data = new DataArguments();
    @Mixin private final ReadingArguments reading = new ReadingArguments();
    @Mixin private final StepArguments step = new StepArguments();
    @Mixin private final ThreadArguments threads = new ThreadArguments();
    @Mixin private final UpdateArguments update = new UpdateArguments();
    @Mixin private final AugmentArguments augment = new AugmentArguments();
    @Mixin private final SweepArguments sweep = new SweepArguments();
    @Mixin private final SettingsArguments settings;

    FindLearningRateCommand(Host host) {
        this.host = host;
        settings = SettingsArguments.ignoringOthersOf(() -> new TrainCommand(host));
    }

    @Override
    public Integer call() throws DataException {
        return settings.areGiven()
                ? settings.call(
                        spec,
                        () -> new FindLearningRateCommand(host),
                        FindLearningRateCommand::start)
                : start();
    }

    private int start() throws DataException {
        RateSweep range = sweep.range();
        TrainingOptions options =
                new TrainingOptions(
                        step.model(),
                        1,
                        step.batch(),
                        step.seed(),
                        threads.count(),
                        update.options(new CourseArguments(), step.batch()),
                        augment.augmentation(),
                        ModelSelection.LAST);
        sweep.check();
        VectorModule.require();
        Loading loading = data.load(host, options.threads(), reading.interpretation());
        sweep.checkAgainst(loading.source());
        try (Network network = loading.build(step.model(), step.seed())) {
            DataSet set = loading.await(network);
            AugmentArguments.checkSize(options.augmentation(), set.training());
            step.checkBatch(set.training().count());
            host.out().println(loading.source().reason());
            tell(
                    new SweepResult(
                            options, set, Tensor.LANES, range, range.run(options, network, set)));
        }
        return ExitStatus.OK;
    }

    private void tell(SweepResult result) {
        host.out().println(result.description());
        result.table().forEach(host.out()::println);
        sweep.json().ifPresent(file -> result.write(file, BuildInfo.ofThisProgram()));
        sweep.page().ifPresent(file -> PageFile.write(file, RatePage.of(result)));
        if (result.suggestion().isEmpty()) {
            throw CommandException.usage(
                    "The loss falls at none of these learning rates; try others with --from and"
                            + " --to.");
        }
        result.sentences().forEach(host.out()::println);
    }
}
