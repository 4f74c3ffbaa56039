package io.github.lanewise.bench.peer.onednn;

import io.github.lanewise.bench.convolution.ConvolutionData;
import io.github.lanewise.bench.convolution.Direction;
import io.github.lanewise.bench.peer.onednn.OneDnnSubject.Call;
import java.util.List;
import org.bytedeco.dnnl.IntMemoryMap;
import org.bytedeco.dnnl.convolution_backward_data;
import org.bytedeco.dnnl.convolution_backward_weights;
import org.bytedeco.dnnl.convolution_forward;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.primitive;
import org.bytedeco.dnnl.primitive_desc;

/**
 * Makes the three directions. oneDNN chooses the layout of x, y and filters in each by itself; the
 * backward directions are told of the forward pass, as oneDNN asks for.
 */
final class Convolutions {
    private final OneDnn library;
    private final ConvolutionData data;
    private final Layouts layouts;

    /** Prepares the extents; the memory of the subjects belongs to the library. */
    Convolutions(OneDnn library, ConvolutionData data) {
        this.library = library;
        this.data = data;
        layouts = new Layouts(library, data.shape());
    }

    /** Makes a subject, filled with the data. */
    OneDnnSubject subject(Direction direction) {
        return switch (direction) {
            case FORWARD -> forward();
            case BACKWARD_DATA -> backwardData();
            case BACKWARD_WEIGHTS -> backwardWeights();
        };
    }

    private convolution_forward.primitive_desc forwardChoice() {
        return library.keep(
                new convolution_forward.primitive_desc(
                        library.cpu(),
                        dnnl.prop_kind.forward_training,
                        dnnl.algorithm.convolution_direct,
                        layouts.anyX(),
                        layouts.anyW(),
                        layouts.bias(),
                        layouts.anyY(),
                        layouts.strides(),
                        layouts.dilations(),
                        layouts.padding(),
                        layouts.padding()));
    }

    private OneDnnSubject forward() {
        convolution_forward.primitive_desc choice = forwardChoice();
        Operand x = new Operand(library, layouts.x(), choice.src_desc()).with(data.x());
        Operand w = new Operand(library, layouts.w(), choice.weights_desc()).with(data.w());
        Operand y = new Operand(library, layouts.y(), choice.dst_desc());
        IntMemoryMap arguments = library.keep(new IntMemoryMap());
        arguments.put(dnnl.DNNL_ARG_SRC, x.best());
        arguments.put(dnnl.DNNL_ARG_WEIGHTS, w.best());
        arguments.put(dnnl.DNNL_ARG_BIAS, bias().with(data.bias()).best());
        arguments.put(dnnl.DNNL_ARG_DST, y.best());
        Call call = call(choice, new convolution_forward(choice), arguments);
        return new OneDnnSubject(call, List.of(x), y);
    }

    private OneDnnSubject backwardData() {
        convolution_backward_data.primitive_desc choice =
                library.keep(
                        new convolution_backward_data.primitive_desc(
                                library.cpu(),
                                dnnl.algorithm.convolution_direct,
                                layouts.anyX(),
                                layouts.anyW(),
                                layouts.anyY(),
                                layouts.strides(),
                                layouts.dilations(),
                                layouts.padding(),
                                layouts.padding(),
                                forwardChoice()));
        Operand dy = new Operand(library, layouts.y(), choice.diff_dst_desc()).with(data.dy());
        Operand w = new Operand(library, layouts.w(), choice.weights_desc()).with(data.w());
        Operand dx = new Operand(library, layouts.x(), choice.diff_src_desc());
        IntMemoryMap arguments = library.keep(new IntMemoryMap());
        arguments.put(dnnl.DNNL_ARG_DIFF_DST, dy.best());
        arguments.put(dnnl.DNNL_ARG_WEIGHTS, w.best());
        arguments.put(dnnl.DNNL_ARG_DIFF_SRC, dx.best());
        Call call = call(choice, new convolution_backward_data(choice), arguments);
        return new OneDnnSubject(call, List.of(dy), dx);
    }

    private OneDnnSubject backwardWeights() {
        convolution_backward_weights.primitive_desc choice =
                library.keep(
                        new convolution_backward_weights.primitive_desc(
                                library.cpu(),
                                dnnl.algorithm.convolution_direct,
                                layouts.anyX(),
                                layouts.anyW(),
                                layouts.bias(),
                                layouts.anyY(),
                                layouts.strides(),
                                layouts.dilations(),
                                layouts.padding(),
                                layouts.padding(),
                                forwardChoice()));
        Operand x = new Operand(library, layouts.x(), choice.src_desc()).with(data.x());
        Operand dy = new Operand(library, layouts.y(), choice.diff_dst_desc()).with(data.dy());
        Operand dw = new Operand(library, layouts.w(), choice.diff_weights_desc());
        IntMemoryMap arguments = library.keep(new IntMemoryMap());
        arguments.put(dnnl.DNNL_ARG_SRC, x.best());
        arguments.put(dnnl.DNNL_ARG_DIFF_DST, dy.best());
        arguments.put(dnnl.DNNL_ARG_DIFF_WEIGHTS, dw.best());
        arguments.put(dnnl.DNNL_ARG_DIFF_BIAS, bias().best());
        Call call = call(choice, new convolution_backward_weights(choice), arguments);
        return new OneDnnSubject(call, List.of(x, dy), dw);
    }

    private Operand bias() {
        memory.desc layout = layouts.bias();
        return new Operand(library, layout, layout);
    }

    private Call call(primitive_desc choice, primitive computation, IntMemoryMap arguments) {
        String name = choice.impl_info_str().getString();
        return new Call(library, library.keep(computation), arguments, name);
    }
}
