package ai.agentbar.house;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.conditions.ArchConditions.dependOnClassesThat;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import ai.agentbar.AgentBar;
import ai.agentbar.order.PaymentProof;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.ApplicationModule;

/** The holes {@link ModulesTest} leaves open, and the laws that hold in every room. */
class HouseRulesTest {

  private static final JavaClasses HOUSE =
      new ClassFileImporter()
          .withImportOption(new DoNotIncludeTests())
          .importPackages(AgentBar.class.getPackageName());

  /**
   * Modulith checks cycles between rooms only; this also forbids them between a room's packages.
   */
  @Test
  void packages_form_no_cycle() {
    slices().matching("ai.agentbar.(**)").should().beFreeOfCycles().check(HOUSE);
  }

  /** With explicit detection a package nobody annotated is outside the law; there must be none. */
  @Test
  void every_class_lives_in_a_room() {
    classes()
        .that()
        .doNotBelongToAnyOf(AgentBar.class)
        .and()
        .doNotHaveSimpleName("package-info")
        .should(be(describe("in a room", (JavaClass it) -> inRoom(it))))
        .check(HOUSE);
  }

  /** Details import the room, the room never imports its details: adapters stay replaceable. */
  @Test
  void a_room_does_not_import_its_sub_packages() {
    noClasses()
        .that(
            describe(
                "sit at a room's door",
                (JavaClass it) ->
                    isRoom(it.getPackage()) && !it.getPackageName().endsWith("sandbox")))
        .should(
            dependOnClassesThat(
                describe(
                    "sit deeper in a room",
                    (JavaClass it) -> !isRoom(it.getPackage()) && inRoom(it))))
        .check(HOUSE);
  }

  /**
   * No person and no API can call an order paid: only the room that asks Midtrans makes a proof.
   */
  @Test
  void only_payment_makes_a_proof_of_payment() {
    noClasses()
        .that()
        .resideOutsideOfPackage("ai.agentbar.payment..")
        .should()
        .callConstructor(
            PaymentProof.class,
            String.class,
            String.class,
            PaymentProof.Source.class,
            Instant.class)
        .check(HOUSE);
  }

  @Test
  void time_is_asked_of_the_clock() {
    noClasses().should().callMethod(Instant.class, "now").check(HOUSE);
  }

  @Test
  void nobody_sleeps() {
    noClasses().should().callMethod(Thread.class, "sleep", long.class).check(HOUSE);
  }

  private static boolean isRoom(JavaPackage candidate) {
    return candidate.isAnnotatedWith(ApplicationModule.class);
  }

  private static boolean inRoom(JavaClass candidate) {
    return Stream.iterate(
            Optional.of(candidate.getPackage()),
            Optional::isPresent,
            it -> it.flatMap(JavaPackage::getParent))
        .flatMap(Optional::stream)
        .anyMatch(HouseRulesTest::isRoom);
  }
}
