package io.github.lanewise.bench.peer.onednn;

import io.github.lanewise.bench.measure.Notes;
import io.github.lanewise.bench.product.ProductBenchmark;
import io.github.lanewise.bench.product.ProductSubject;
import org.bytedeco.dnnl.IntMemoryMap;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.matmul;
import org.bytedeco.dnnl.memory;
import org.openjdk.jmh.annotations.Fork;

/** oneDNN's product; it chooses the layout of both factors. */
@Fork(
        value = 3,
        jvmArgsAppend = {
            "-XX:+UseSerialGC",
            "--add-modules=jdk.incubator.vector",
            "--enable-native-access=ALL-UNNAMED"
        })
public class OneDnnProduct extends ProductBenchmark {
    @Override
    protected ProductSubject subject(Extents size, float[] a, float[] x) {
        return new Product(new OneDnn(1), size, a, x);
    }

    private static final class Product implements ProductSubject {
        private final OneDnn library;
        private final matmul product;
        private final IntMemoryMap arguments;
        private final Operand y;

        Product(OneDnn library, Extents size, float[] a, float[] x) {
            this.library = library;
            memory.format_tag any = memory.format_tag.any;
            memory.format_tag inRows = memory.format_tag.ab;
            memory.desc yInRows = layout(size.rows(), size.columns(), inRows);
            matmul.primitive_desc choice =
                    library.keep(
                            new matmul.primitive_desc(
                                    library.cpu(),
                                    layout(size.rows(), size.steps(), any),
                                    layout(size.steps(), size.columns(), any),
                                    yInRows));
            Notes.add("implementation", choice.impl_info_str().getString());
            product = library.keep(new matmul(choice));
            Operand left =
                    new Operand(
                            library, layout(size.rows(), size.steps(), inRows), choice.src_desc());
            Operand right =
                    new Operand(
                            library,
                            layout(size.steps(), size.columns(), inRows),
                            choice.weights_desc());
            y = new Operand(library, yInRows, choice.dst_desc());
            arguments = library.keep(new IntMemoryMap());
            arguments.put(dnnl.DNNL_ARG_SRC, left.with(a).best());
            arguments.put(dnnl.DNNL_ARG_WEIGHTS, right.with(x).best());
            arguments.put(dnnl.DNNL_ARG_DST, y.best());
        }

        private memory.desc layout(long rows, long columns, memory.format_tag format) {
            return library.keep(
                    new memory.desc(new long[] {rows, columns}, memory.data_type.f32, format));
        }

        @Override
        public void run() {
            library.execute(product, arguments);
            library.await();
        }

        @Override
        public float[] result() {
            y.toPlain();
            library.await();
            return y.values();
        }

        @Override
        public void close() {
            library.close();
        }
    }
}
