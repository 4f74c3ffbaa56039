package io.github.lanewise.bench.shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lanewise.bench.report.ReportException;
import io.github.lanewise.bench.shape.ShapeFile.NamedShape;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ShapeFileTest {
    private static final String HEADER = "name,N,C,H,W,K,R,S,stride,padding,dilation,groups\n";

    @ParameterizedTest
    @CsvSource({
        "lenet5, 2",
        "vgg28, 4",
        "vgg16, 9",
        "resnet50, 23",
        "alexnet, 5",
        "awkward, 12",
        "single, 9"
    })
    void builtInFiles(String name, int layers) {
        List<NamedShape> shapes = ShapeFile.builtIn(name);
        assertThat(shapes).hasSize(layers).doesNotHaveDuplicates();
        assertThat(shapes).extracting(NamedShape::shape).doesNotHaveDuplicates();
    }

    @Test
    void strideAndPaddingMayDifferByDirection() throws IOException {
        NamedShape layer = read(HEADER + "tall,2,3,9,8,4,3,2,2x1,1x0,1,1\n").getFirst();
        assertThat(layer.label()).isEqualTo("tall, N=2");
        assertThat(layer.shape()).isEqualTo(new ConvShape(2, 3, 9, 8, 4, 3, 2, 2, 1, 1, 0, 1, 1));
        assertThat(layer.shape().p()).isEqualTo(5);
        assertThat(layer.shape().q()).isEqualTo(7);
    }

    /** The first layer of ResNet-50 halves 224 to 112; a dilation of 2 makes 3 taps span 5. */
    @Test
    void outputSizes() {
        assertThat(ConvShape.named("3x64_7x7_224_s2_p3").p()).isEqualTo(112);
        assertThat(ConvShape.named("1x1_3x3_28_d2").p()).isEqualTo(24);
    }

    @ParameterizedTest
    @CsvSource({
        "'x,0,3,9,9,4,3,3,1,1,1,1', at least 1",
        "'x,1,3,9,9,4,3,3,one,1,1,1', stride",
        "'x,1,3x4,9,9,4,3,3,1,1,1,1', C takes one number",
        "'x,1,3,9,9,4,3,3,1,1,1,2', do not divide",
        "'x,1,3,2,9,4,3,3,1,0,1,1', does not fit"
    })
    void rowsThatAreNoConvolution(String row, String reason) {
        assertThatThrownBy(() -> read(HEADER + row + "\n"))
                .isInstanceOf(ReportException.class)
                .hasMessageContaining("Line 2 of layers.csv")
                .hasMessageContaining(reason);
    }

    @Test
    void missingColumn() {
        assertThatThrownBy(() -> read("name,N,C\nx,1,1\n"))
                .isInstanceOf(ReportException.class)
                .hasMessageContaining("no column 'H'");
    }

    private static List<NamedShape> read(String text) throws IOException {
        return ShapeFile.read(new StringReader(text), "layers.csv");
    }
}
