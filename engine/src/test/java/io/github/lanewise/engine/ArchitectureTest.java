package io.github.lanewise.engine;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.Vector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import org.junit.jupiter.api.Test;

/** Who may use what within the engine. */
final class ArchitectureTest {
    private static final JavaClasses ENGINE =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages("io.github.lanewise.engine");

    /** Data flows down this list; imports go up it. */
    @Test
    void packagesDependInOneDirection() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("kernel")
                .definedBy("..engine.kernel..")
                .layer("tensor")
                .definedBy("..engine.tensor..")
                .layer("parallel")
                .definedBy("..engine.parallel..")
                .layer("layer")
                .definedBy("..engine.layer..")
                .layer("loss")
                .definedBy("..engine.loss..")
                .layer("optimizer")
                .definedBy("..engine.optimizer..")
                .layer("network")
                .definedBy("..engine.network..")
                .layer("graph")
                .definedBy("..engine.graph..")
                .layer("operation")
                .definedBy("..engine.operation..")
                .whereLayer("kernel")
                .mayNotAccessAnyLayer()
                .whereLayer("tensor")
                .mayOnlyAccessLayers("kernel")
                .whereLayer("parallel")
                .mayNotAccessAnyLayer()
                .whereLayer("layer")
                .mayOnlyAccessLayers("kernel", "tensor")
                .whereLayer("loss")
                .mayOnlyAccessLayers("kernel", "tensor")
                .whereLayer("optimizer")
                .mayOnlyAccessLayers("kernel", "tensor")
                .whereLayer("network")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("graph")
                .mayOnlyAccessLayers("kernel", "tensor", "parallel", "layer")
                .whereLayer("operation")
                .mayOnlyAccessLayers("kernel", "tensor", "layer", "graph")
                .check(ENGINE);
    }

    /** A change to one kind of layer touches one folder. */
    @Test
    void kindsOfLayersDoNotKnowEachOther() {
        slices().matching("..engine.layer.(*)..").should().notDependOnEachOther().check(ENGINE);
        slices().matching("..engine.operation.(*)..").should().notDependOnEachOther().check(ENGINE);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("..engine.(*)..").should().beFreeOfCycles().check(ENGINE);
    }

    @Test
    void vectorsAreUsedInKernelsOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..engine.kernel..")
                .and()
                .haveNameNotMatching(".*(Kernel|Transform|Convolution|Pool[A-Za-z0-9]*)(\\$.*)?")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("jdk.incubator.vector..")
                .check(ENGINE);
    }

    /**
     * C2 boxes a vector that crosses a method which it has compiled on its own, and masks alike.
     */
    @Test
    void noVectorCrossesAMethod() {
        noMethods()
                .should()
                .haveRawReturnType(assignableTo(Vector.class))
                .orShould(
                        haveAParameter(
                                assignableTo(Vector.class)
                                        .or(assignableTo(VectorMask.class))
                                        .or(assignableTo(VectorShuffle.class))))
                .check(ENGINE);
    }

    private static ArchCondition<JavaMethod> haveAParameter(
            DescribedPredicate<? super JavaClass> type) {
        return ArchCondition.from(
                DescribedPredicate.describe(
                        "have a parameter of a class " + type.getDescription(),
                        method -> method.getRawParameterTypes().stream().anyMatch(type)));
    }

    @Test
    void memoryIsAlwaysChecked() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveNameMatching(".*\\.Unsafe")
                .because("a bug has to be an exception, never a crash of the JVM")
                .check(ENGINE);
        noClasses()
                .should()
                .callMethodWhere(
                        target(nameMatching("reinterpret"))
                                .and(target(owner(assignableTo(MemorySegment.class)))))
                .because("it asks users for --enable-native-access")
                .check(ENGINE);
    }

    @Test
    void nothingIsNative() {
        noClasses()
                .should()
                .callMethod(System.class, "loadLibrary", String.class)
                .orShould()
                .callMethod(System.class, "load", String.class)
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.lang.foreign.Linker")
                .check(ENGINE);
    }

    @Test
    void theEngineNeedsTheJdkOnly() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "io.github.lanewise.engine..", "java..", "jdk.incubator.vector..")
                .check(ENGINE);
    }
}
