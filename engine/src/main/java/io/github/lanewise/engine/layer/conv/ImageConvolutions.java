package io.github.lanewise.engine.layer.conv;

import io.github.lanewise.engine.layer.Parameter;
import io.github.lanewise.engine.tensor.Workspace;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;

/** Convolutions with channels in lanes, of filters that are constants and in no network. */
public final class ImageConvolutions {
    private ImageConvolutions() {}

    /** Returns the algorithm that is expected to be fastest for one image. */
    public static ConvAlgorithm fastest(ConvGeometry g) {
        return ConvPlanner.choose(ConvAlgorithm.AUTOMATIC, Tuning.MODEL, g).image().algorithm();
    }

    /**
     * Returns minimal filtering.
     *
     * @param algorithm that of {@link #fastest}, which is not {@link ConvAlgorithm#DIRECT}
     * @param weight K·C·3·3
     * @param bias K, if there is one
     * @param workers that share the work
     * @param workspace owner of the transformed filters
     */
    public static ImageConvolution minimalFiltering(
            ConvAlgorithm algorithm,
            ConvGeometry g,
            MemorySegment weight,
            Optional<MemorySegment> bias,
            int workers,
            Workspace workspace) {
        ConvParameters parameters =
                new ConvParameters(
                        new Parameter("weight", List.of(), weight, 0),
                        bias.map(values -> new Parameter("bias", List.of(), values, 0)),
                        false);
        WinogradImageConvolution convolution =
                new WinogradImageConvolution(
                        g,
                        parameters,
                        ConvPlanner.transform(algorithm).orElseThrow(),
                        workers,
                        workspace);
        for (int task = 0; task < convolution.packTasks(); task++) {
            convolution.pack(task, false);
        }
        return convolution;
    }
}
