package io.github.lanewise.mnist.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lanewise.engine.network.Network;
import io.github.lanewise.mnist.command.Program.Outcome;
import io.github.lanewise.models.LeNet5;
import io.github.lanewise.models.onnx.write.NetworkExport;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SummaryCommandTest {
    @Test
    void showsLeNet5() {
        Outcome outcome = Program.run("summary", "--model", "lenet5");
        assertThat(outcome.status()).isZero();
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.lines().stream().map(line -> line.replaceAll(" +", " ")))
                .contains(
                        "layer kind output parameters multiply-adds sees every",
                        "conv1 Conv2d 6×28×28 156 117,600 5×5 1×1",
                        "pool1 MaxPool2d 6×14×14 0 0 6×6 2×2",
                        "conv2 Conv2d 16×10×10 2,416 240,000 14×14 2×2",
                        "fc1 Dense 120×1×1 48,120 48,000 28×28 –",
                        "total 61,706 416,520",
                        "layer parameters fully connected times as many",
                        "conv1 156 3,692,640 23,671",
                        "conv2 2,416 1,883,200 779",
                        "246,824 bytes of weights.");
    }

    @Test
    void columnsOfNumbersEndTogether() {
        var lines = Program.run("summary").lines();
        int end = lines.get(2).indexOf("multiply-adds") + "multiply-adds".length();
        assertThat(lines.get(4).substring(0, end)).endsWith("117,600");
        assertThat(lines.stream().filter(line -> line.startsWith("total")))
                .allSatisfy(line -> assertThat(line).hasSize(end).endsWith(" 416,520"));
    }

    @Test
    void showsThePaperOf1998() {
        Outcome outcome = Program.run("summary", "--model", "lenet5-1998");
        assertThat(outcome.lines().getFirst()).startsWith("LeNet-5 as in 1998");
        assertThat(outcome.out()).contains("AveragePool2d", "Tanh", "61,706");
    }

    @Test
    void showsANetworkForOtherImages() {
        Outcome outcome = Program.run("summary", "--input=3x20x32", "--classes=5");
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.lines().getFirst())
                .isEqualTo("lenet5 for images of 3×20×32 and 5 classes");
        assertThat(outcome.out()).contains("48,141", "fc3", "5×1×1");
        Outcome small = Program.run("summary", "--input=3x20x8");
        assertThat(small.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(small.err()).startsWith("LeNet-5 needs images of at least 12×12 pixels, but");
        assertThat(Program.run("summary", "--input=3x20").err())
                .startsWith(
                        "Invalid value for option '--input': '3x20' are no channels, height and");
        assertThat(Program.run("summary", "--input=999x9999x9999").status())
                .isEqualTo(ExitStatus.USAGE);
        assertThat(Program.run("summary", "--onnx=x", "--classes=3").err())
                .startsWith("--classes has no effect with --onnx; leave it out.");
    }

    @Test
    void showsHowTheConvolutionsAreComputed() {
        Outcome outcome = Program.run("summary", "--model", "vgg28", "--plan");
        assertThat(outcome.lines().stream().map(line -> line.replaceAll(" +", " ")))
                .anySatisfy(line -> assertThat(line).startsWith("conv1 forward direct "))
                .anySatisfy(
                        line -> assertThat(line).startsWith("conv4 forward Winograd F(4×4, 3×3) "));
        assertThat(Program.run("summary", "--model", "vgg28").out()).doesNotContain("Winograd");
    }

    @Test
    void showsHowAModelFileIsRun(@TempDir Path folder) {
        Path onnx = folder.resolve("lenet.onnx");
        try (Network network = LeNet5.modern(1)) {
            NetworkExport.of(network).model().write(onnx);
        }
        Outcome outcome = Program.run("summary", "--onnx", onnx.toString(), "--threads", "2");
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.status()).isZero();
        assertThat(outcome.lines())
                .contains("Input    input N×1×28×28", "Output   logits N×10", "Threads  2")
                .anyMatch(line -> line.endsWith(" steps, 416,520 multiply-adds"));
    }
}
