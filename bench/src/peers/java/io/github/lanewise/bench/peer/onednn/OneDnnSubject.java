package io.github.lanewise.bench.peer.onednn;

import io.github.lanewise.bench.convolution.ConvolutionSubject;
import java.util.List;
import org.bytedeco.dnnl.IntMemoryMap;
import org.bytedeco.dnnl.primitive;

/** A convolution in one direction, with its memory. */
final class OneDnnSubject implements ConvolutionSubject {
    /**
     * What is executed.
     *
     * @param library owner of all memory
     * @param computation the primitive
     * @param arguments its memories, all in the best layouts
     * @param implementation what oneDNN calls its choice
     */
    record Call(
            OneDnn library, primitive computation, IntMemoryMap arguments, String implementation) {
        void start() {
            library.execute(computation, arguments);
        }
    }

    private final Call call;
    private final List<Operand> activations;
    private final Operand result;

    /**
     * Takes what is measured.
     *
     * @param activations what a plain caller hands over: x, dy or both
     * @param result y, dx or dw
     */
    OneDnnSubject(Call call, List<Operand> activations, Operand result) {
        this.call = call;
        this.activations = List.copyOf(activations);
        this.result = result;
    }

    @Override
    public void run() {
        call.start();
        call.library().await();
    }

    @Override
    public void runFromNchw() {
        for (Operand operand : activations) {
            operand.toBest();
        }
        call.start();
        result.toPlain();
        call.library().await();
    }

    @Override
    public float[] result(boolean fromNchw) {
        if (!fromNchw) {
            result.toPlain();
            call.library().await();
        }
        return result.values();
    }

    @Override
    public String implementation() {
        return call.implementation();
    }

    @Override
    public void close() {
        call.library().close();
    }
}
