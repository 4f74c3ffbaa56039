package io.github.lanewise.mnist;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Which module may use which: mnist → models → engine. */
final class ArchitectureTest {
    private static final JavaClasses LANEWISE =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages("io.github.lanewise");

    @Test
    void modulesDependInOneDirection() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("engine")
                .definedBy("io.github.lanewise.engine..")
                .layer("models")
                .definedBy("io.github.lanewise.models..")
                .layer("mnist")
                .definedBy("io.github.lanewise.mnist..")
                .whereLayer("engine")
                .mayNotAccessAnyLayer()
                .whereLayer("models")
                .mayOnlyAccessLayers("engine")
                .whereLayer("mnist")
                .mayNotBeAccessedByAnyLayer()
                .check(LANEWISE);
    }

    @Test
    void onlyTheEngineUsesVectors() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.github.lanewise.engine..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("jdk.incubator.vector..")
                .check(LANEWISE);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("io.github.lanewise.(*).(*)..").should().beFreeOfCycles().check(LANEWISE);
    }

    /** The file format knows no network, and the data know neither network nor command line. */
    @Test
    void dataAndFilesStandAlone() {
        noClasses()
                .that()
                .resideInAPackage("..models.safetensors..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("..engine..")
                .check(LANEWISE);
        noClasses()
                .that()
                .resideInAPackage("..mnist.data..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("..engine..", "..models..", "picocli..")
                .check(LANEWISE);
    }
}
