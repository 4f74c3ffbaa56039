package io.github.lanewise.engine;

/** The incubating Vector API, which a program on the class path has to ask for. */
public final class VectorModule {
    private static final String NAME = "jdk.incubator.vector";

    private VectorModule() {}

    /**
     * Makes sure that the Vector API can be used.
     *
     * @throws MissingVectorModuleError if the JVM was started without it
     */
    public static void require() {
        if (ModuleLayer.boot().findModule(NAME).isEmpty()) {
            throw new MissingVectorModuleError(
                    "Lanewise computes with the Vector API, which this JVM was started without:"
                            + " add the option --add-modules "
                            + NAME
                            + " to java, or put Lanewise on the module path.");
        }
    }
}
