package io.github.lanewise.bench.convolution;

import io.github.lanewise.bench.shape.ConvShape;
import io.github.lanewise.engine.layer.ImageBuffers;
import io.github.lanewise.engine.layer.ImagePass;
import io.github.lanewise.engine.layer.ImagePlan;
import io.github.lanewise.engine.layer.Parameter;
import io.github.lanewise.engine.layer.ParameterSpec;
import io.github.lanewise.engine.layer.conv.Conv2d;
import io.github.lanewise.engine.layer.conv.ConvAlgorithm;
import io.github.lanewise.engine.layer.conv.ConvChoice;
import io.github.lanewise.engine.parallel.Workers;
import io.github.lanewise.engine.tensor.Halo;
import io.github.lanewise.engine.tensor.Layout;
import io.github.lanewise.engine.tensor.Shape;
import io.github.lanewise.engine.tensor.Tensor;
import io.github.lanewise.engine.tensor.Workspace;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The forward pass of a convolution as Lanewise computes it for single images, with channels in
 * lanes: image by image, with buffers of their own, and all threads at the same one. The filters
 * are packed beforehand. In its own layout x stands with the zeros around it that the kernels read.
 */
final class LanewiseImageSubject implements ConvolutionSubject {
    private final ConvolutionData data;
    private final Workers workers;
    private final Workspace workspace = new Workspace();
    private final ConvChoice choice;
    private final List<Image> images = new ArrayList<>();
    private final float[] plainResult;

    private record Image(Tensor x, Tensor y, int tasks, Workers.Task task) {}

    /** Allocates the buffers and fills them. */
    LanewiseImageSubject(ConvolutionData data, ConvAlgorithm algorithm, int threads) {
        ConvShape g = data.shape();
        Conv2d conv = LanewiseConvolution.layer(g).algorithm(algorithm);
        this.data = data;
        workers = new Workers(threads);
        plainResult = new float[g.yElements()];
        Shape input = Shape.of(g.c(), g.h(), g.w());
        choice = conv.choices(input).image();
        ImagePlan plan = plan(conv, input, threads);
        List<MemorySegment> scratch =
                Stream.generate(() -> workspace.floats(plan.scratchFloats()))
                        .limit(threads)
                        .toList();
        for (int image = 0; image < g.n(); image++) {
            Tensor x = workspace.tensor(Layout.ofImage(input, plan.inputHalo()));
            Tensor y = workspace.tensor(Layout.ofImage(conv.outputShape(input), Halo.NONE));
            x.load(data.x(), image * input.elements(), 1);
            ImagePass pass = plan.pass(new ImageBuffers(x, y, scratch));
            images.add(new Image(x, y, pass.tasks(), pass::run));
        }
    }

    private ImagePlan plan(Conv2d conv, Shape input, int threads) {
        List<float[]> values = List.of(data.w(), data.bias());
        List<Parameter> parameters = new ArrayList<>();
        for (ParameterSpec spec : conv.parameters(input)) {
            MemorySegment memory = workspace.floats(spec.count());
            Parameter parameter = new Parameter(spec.name(), spec.extents(), memory, 0);
            parameter.set(values.get(parameters.size()));
            parameters.add(parameter);
        }
        ImagePlan plan = conv.imagePlan(input, parameters, threads, workspace);
        for (int task = 0; task < plan.packTasks(); task++) {
            plan.pack(task, false);
        }
        return plan;
    }

    @Override
    public void run() {
        for (Image image : images) {
            workers.run(image.tasks, image.task);
        }
    }

    @Override
    public void runFromNchw() {
        for (int i = 0; i < images.size(); i++) {
            Image image = images.get(i);
            image.x.load(data.x(), i * image.x.shape().elements(), 1);
            workers.run(image.tasks, image.task);
            image.y.store(plainResult, i * image.y.shape().elements(), 1);
        }
    }

    @Override
    public float[] result(boolean fromNchw) {
        if (fromNchw) {
            return plainResult.clone();
        }
        float[] result = new float[plainResult.length];
        for (int i = 0; i < images.size(); i++) {
            Tensor y = images.get(i).y;
            y.store(result, i * y.shape().elements(), 1);
        }
        return result;
    }

    @Override
    public String implementation() {
        return choice.algorithm().title() + ", channels in lanes";
    }

    @Override
    public void close() {
        workers.close();
        workspace.close();
    }
}
