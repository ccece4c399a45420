package io.vitrine;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;

@AnalyzeClasses(packages = "io.vitrine", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

    private static final String[] NOT_IN_PURE_CODE = {
        "org.springframework..",
        "jakarta.persistence..",
        "java.sql..",
        "javax.sql..",
        "org.postgresql..",
        "com.pgvector.."
    };

    private static final DescribedPredicate<JavaClass> OURS =
            JavaClass.Predicates.resideInAPackage("io.vitrine..").as("a class of Vitrine");

    @ArchTest
    static final ArchRule encodersAndLearningKnowNoSpringAndNoDatabase = noClasses()
            .that()
            .resideInAnyPackage("io.vitrine.encoders..", "io.vitrine.learning..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(NOT_IN_PURE_CODE)
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule encodersStandAlone = classes()
            .that()
            .resideInAPackage("io.vitrine.encoders..")
            .should()
            .onlyDependOnClassesThat(DescribedPredicate.or(
                    JavaClass.Predicates.resideInAPackage("io.vitrine.encoders.."), DescribedPredicate.not(OURS)));

    @ArchTest
    static final ArchRule learningKnowsOnlyTheEncoders = classes()
            .that()
            .resideInAPackage("io.vitrine.learning..")
            .should()
            .onlyDependOnClassesThat(DescribedPredicate.or(
                    JavaClass.Predicates.resideInAnyPackage("io.vitrine.learning..", "io.vitrine.encoders.."),
                    DescribedPredicate.not(OURS)))
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule theDrawnCatalogueKnowsNoSpring = noClasses()
            .that()
            .resideInAPackage("io.vitrine.catalogue.sample..")
            .and()
            .doNotHaveSimpleName("package-info")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(NOT_IN_PURE_CODE)
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule modulesFormNoCycle =
            slices().matching("io.vitrine.(*)..").should().beFreeOfCycles();

    /** Who lives and who holds what is told by the database's clock alone, so that those of the processes may differ and jump. */
    @ArchTest
    static final ArchRule jobsAndReplicasAskTheDatabaseForTheTime = noClasses()
            .that()
            .resideInAPackage("io.vitrine.jobs..")
            .or()
            .haveNameMatching(
                    "io\\.vitrine\\.models\\.(Replicas|ServingReplica|AcknowledgedSwitch|Model(Registry|Switches))")
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(OffsetDateTime.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Clock.class);

    @ArchTest
    static final ArchRule errorsKnowNoHttp = noClasses()
            .that()
            .resideInAPackage("io.vitrine.errors..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework.http..", "org.springframework.web..", "jakarta..");
}
