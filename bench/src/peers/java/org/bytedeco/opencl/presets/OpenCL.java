package org.bytedeco.opencl.presets;

/**
 * Stands in for a class of the OpenCL jar, which oneDNN's jar names in an annotation and which its
 * loader looks up. That jar is not published in the version that oneDNN's asks for, and nothing
 * here runs on a GPU.
 */
public final class OpenCL {
    private OpenCL() {}
}
