package io.github.lanewise.mnist.command;

import io.github.lanewise.mnist.platform.BuildInfo;
import io.github.lanewise.mnist.platform.Machine;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints. */
final class VersionText implements IVersionProvider {
    @Override
    public String[] getVersion() {
        BuildInfo build = BuildInfo.ofThisProgram();
        return new String[] {
            "lanewise " + build.version() + " (commit " + build.commit() + ")", Machine.jvm()
        };
    }
}
