package io.github.lanewise.bench.peer.onednn;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import io.github.lanewise.bench.peer.support.NativeFunctions;
import java.lang.foreign.FunctionDescriptor;
import java.lang.invoke.MethodHandle;
import org.bytedeco.dnnl.global.dnnl;

/** The threads of the OpenMP library in oneDNN's jar, which has no binding for them. */
final class OpenMp {
    static {
        NativeFunctions.load(dnnl.class);
    }

    private static final MethodHandle SET =
            NativeFunctions.find("omp_set_num_threads", FunctionDescriptor.ofVoid(JAVA_INT));
    private static final MethodHandle GET =
            NativeFunctions.find("omp_get_max_threads", FunctionDescriptor.of(JAVA_INT));

    private OpenMp() {}

    /** Sets how many threads work for the calling thread; each caller has a number of its own. */
    static void use(int threads) {
        try {
            SET.invokeExact(threads);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns how many threads work for the calling thread. */
    static int threads() {
        try {
            return (int) GET.invokeExact();
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
