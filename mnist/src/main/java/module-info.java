/** Data, trainer, command line and reports. */
module io.github.lanewise.mnist {
    requires io.github.lanewise.models;
    requires static org.jspecify;
    requires info.picocli;
    requires java.desktop;
    requires java.management;
    requires java.net.http;
    requires tools.jackson.core;

    // picocli reads annotations and sets fields.
    opens io.github.lanewise.mnist.command to
            info.picocli;
}
