package io.github.lanewise.mnist.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lanewise.mnist.command.Program.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsageTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "train --epochs 0 | --epochs must be at least 1, not 0.",
                "train --epochs many | Invalid value for option '--epochs': 'many' is no whole"
                        + " number, such as 5.",
                "train --epochs 99999999999 | Invalid value for option '--epochs': '99999999999' is"
                        + " too large or too small a number.",
                "train --seed 1.5 | Invalid value for option '--seed': '1.5' is no whole number,"
                        + " such as 5.",
                "train --learning-rate nan | Invalid value for option '--learning-rate': 'nan' is"
                        + " no number, such as 0.05.",
                "train --learning-rate 1f | Invalid value for option '--learning-rate': '1f' is no"
                        + " number, such as 0.05.",
                "train extra | 'extra' is an argument too many; leave it out.",
                "train --batch -3 | --batch must be at least 1, not -3.",
                "train --threads 0 | --threads must be from 1 to 1024, not 0.",
                "train --threads 2000 | --threads must be from 1 to 1024, not 2000.",
                "train --learning-rate 0 | --learning-rate must be a number above 0, not 0.0.",
                "train --learning-rate NaN | --learning-rate must be a number above 0, not NaN.",
                "train --momentum 1 | --momentum must be at least 0 and below 1, not 1.0.",
                "train --weight-decay -1 | --weight-decay must be a number of at least 0, not -1.0.",
                "train --clip-norm Infinity | --clip-norm must be a number above 0, not Infinity.",
                "train --label-smoothing 1 | --label-smoothing must be at least 0 and below 1, not"
                        + " 1.0.",
                "train --average 1 | --average must be at least 0 and below 1, not 1.0.",
                "train --validation 1.5 | Invalid value for option '--validation': '1.5' is neither"
                        + " a number of images, such as 6000, nor a share of them, such as 0.1.",
                "train --validation -3 | Invalid value for option '--validation': '-3' is neither"
                        + " a number of images, such as 6000, nor a share of them, such as 0.1.",
                "train --patience 3 | --patience compares epochs by images that are held out; add"
                        + " --validation 0.1, or leave it out.",
                "train --patience -1 | --patience must be at least 0, not -1.",
                "train --until-accuracy 99 | --until-accuracy must be from 0.0 to 1.0, not 99.0.",
                "train --time-limit 5 | Invalid value for option '--time-limit': '5' is no time,"
                        + " such as 90s, 5m or 1h.",
                "train --shift -1 | --shift must be from 0.0 to 100.0, not -1.0.",
                "train --rotate 200 | --rotate must be from 0.0 to 180.0, not 200.0.",
                "train --scale 0.9 | --scale must be from 0.0 to 0.5, not 0.9.",
                "train --shear NaN | --shear must be from 0.0 to 1.0, not NaN.",
                "train --elastic 97 | --elastic must be from 0.0 to 96.0, not 97.0.",
                "train --elastic 9 --elastic-sigma 0.5 | --elastic-sigma must be from 1.0 to 64.0,"
                        + " not 0.5.",
                "train --elastic-sigma 5 | --elastic-sigma has no effect without --elastic; leave"
                        + " it out.",
                "train --optimizer lion | --optimizer must be sgd or adam, not 'lion'.",
                "train --optimizer adam --momentum 0.5 | --momentum has no effect with --optimizer"
                        + " adam; leave one of them out.",
                "train --optimizer adam --nesterov | --nesterov has no effect with --optimizer"
                        + " adam; leave one of them out.",
                "train --nesterov --momentum 0 | --nesterov has no effect with --momentum 0; leave"
                        + " one of them out.",
                "train --schedule warm | Invalid value for option '--schedule': 'warm' is not one"
                        + " of constant, step, cosine, one-cycle.",
                "train --model vgg | Invalid value for option '--model': 'vgg' is not one of"
                        + " lenet5, lenet5-1998, vgg28, vgg28-bn.",
                "train --model vgg11 | Invalid value for option '--model': 'vgg11' is not one of"
                        + " lenet5, lenet5-1998, vgg28, vgg28-bn.",
                "summary --model vgg | Invalid value for option '--model': 'vgg' is not one of"
                        + " lenet5, lenet5-1998, vgg28, vgg28-bn, vgg11, vgg11-bn, vgg13, vgg13-bn, vgg16,"
                        + " vgg16-bn, vgg19, vgg19-bn.",
                "summary --onnx x --model vgg28 | --model has no effect with --onnx; leave it out.",
                "summary --onnx x --plan | --plan has no effect with --onnx, which shows the plan;"
                        + " leave it out.",
                "summary --threads 2 | --threads has no effect without --onnx; leave it out.",
                "predict x.png | Name a model with --weights or --onnx.",
                "predict --onnx x --weights y i.png | --weights has no effect with --onnx; leave"
                        + " one of them out.",
                "predict --onnx x --model vgg28 i.png | --model has no effect with --onnx; leave"
                        + " one of them out.",
                "predict --weights x --size 9x9 i.png | --size has no effect with --weights; leave"
                        + " one of them out.",
                "predict --weights x --output y i.png | --output has no effect with --weights;"
                        + " leave one of them out.",
                "predict --onnx x --size 224 i.png | Invalid value for option '--size': '224' is no"
                        + " height and width, each from 1 to 9999, such as 224x320.",
                "predict --onnx x --size 0x9 i.png | Invalid value for option '--size': '0x9' is no"
                        + " height and width, each from 1 to 9999, such as 224x320.",
                "eval --weights x --test-time-augmentation 1 --shift 1 | --test-time-augmentation"
                        + " must be from 2 to 1000, not 1.",
                "eval --weights x --test-time-augmentation 5 | --test-time-augmentation has no"
                        + " effect without --shift, --rotate, --scale, --shear or --elastic; add"
                        + " one of them.",
                "eval --weights x --shift 2 | --shift, --rotate, --scale, --shear and --elastic"
                        + " have no effect without --test-time-augmentation; add it.",
                "eval --weights x --std 0 | --std must be a number above 0, not 0.0.",
                "eval | Missing required option: '--weights=FILE'",
                "export --weights x | Missing required option: '--onnx=FILE'",
                "eval --weights x --threads 0 | --threads must be from 1 to 1024, not 0.",
            })
    void aBadOptionIsOneSentenceAndAHint(String arguments, String sentence) {
        Outcome outcome = Program.run(arguments.split(" "));
        String command = arguments.substring(0, arguments.concat(" ").indexOf(' '));
        assertThat(outcome.err().lines())
                .containsExactly(sentence, "Try 'lanewise " + command + " --help'.");
        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.out()).isEmpty();
    }

    @Test
    void aMisspeltOptionIsCorrected() {
        Outcome outcome = Program.run("train", "--epoch=3");
        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.err())
                .startsWith("'--epoch=3' is no option of this command; did you mean --epochs");
    }

    @Test
    void aMisspeltCommandIsCorrected() {
        Outcome outcome = Program.run("trian");
        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.err()).startsWith("'trian' is no command; did you mean train?");
    }

    @Test
    void anOptionBeforeTheCommandIsTold() {
        assertThat(Program.run("--quiet", "train").err())
                .startsWith("'--quiet' is an option of a command; name the command first.");
    }

    @Test
    void anUnknownCommandIsTold() {
        Outcome outcome = Program.run("xyz");
        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.err())
                .startsWith("'xyz' is no command; name one of download, train, ")
                .contains(" and report.");
        assertThat(outcome.err()).contains(Program.commands().toArray(String[]::new));
    }

    @Test
    void anEmptyNameIsNoFolder() {
        for (String option : List.of("--data", "--metrics", "--out")) {
            Outcome outcome = Program.run("train", option, "");
            assertThat(outcome.status()).isEqualTo(2);
            assertThat(outcome.err()).startsWith(option + " is empty; name a file or folder.");
        }
        assertThat(Program.run("eval", "--weights", "").err())
                .startsWith("--weights is empty; name a file or folder.");
        assertThat(Program.run("predict", "--onnx", "", "x.png").err())
                .startsWith("--onnx is empty; name a file or folder.");
        assertThat(Program.run("summary", "--onnx", "").err())
                .startsWith("--onnx is empty; name a file or folder.");
    }

    @Test
    void withoutACommandItAsksForOne() {
        Outcome outcome = Program.run();
        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.err())
                .startsWith("Name a command: download, train, ")
                .endsWith(" or report.\nTry 'lanewise --help'.\n")
                .contains(Program.commands().toArray(String[]::new));
    }

    @Test
    void twoOutputsNeedTwoFiles(@TempDir Path folder) {
        Path file = folder.resolve("x");
        Outcome outcome =
                Program.run(
                        "train",
                        "--metrics",
                        file.toString(),
                        "--out",
                        folder.resolve(".").resolve("x").toString());
        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.err()).startsWith("--metrics and --out name the same file; name two.");
        assertThat(file).doesNotExist();
    }

    @Test
    void twoNamesOfOneFileAreOneFile(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("x");
        Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("x"));
        Outcome outcome =
                Program.run("train", "--metrics", link.toString(), "--out", file.toString());
        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.err()).startsWith("--metrics and --out name the same file; name two.");
    }
}
