package ai.agentbar.testing;

import java.lang.annotation.Annotation;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.parallel.ResourceLocksProvider;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

/**
 * Test classes run side by side, but for those that share a program: Spring gives one program to
 * all classes with the same configuration, and these follow one another.
 */
public final class SharedContext implements ResourceLocksProvider {

  private static final Set<Class<? extends Annotation>> CONFIGURATION =
      Set.of(
          RoomTest.class,
          StoryTest.class,
          SpringBootTest.class,
          Import.class,
          TestPropertySource.class,
          ContextConfiguration.class,
          ActiveProfiles.class);

  @Override
  public Set<Lock> provideForClass(Class<?> testClass) {
    return Set.of(new Lock("program of " + configuration(testClass)));
  }

  /** Equal at least where Spring would say so; what only one class can have is named after it. */
  private static String configuration(Class<?> testClass) {
    return hierarchy(testClass).anyMatch(SharedContext::isOnItsOwn)
        ? testClass.getName()
        : hierarchy(testClass)
            .flatMap(it -> Stream.of(it.getDeclaredAnnotations()))
            .filter(it -> CONFIGURATION.contains(it.annotationType()))
            .map(Annotation::toString)
            .sorted()
            .collect(Collectors.joining(" "));
  }

  /** A base class's own configuration belongs to all that extend it alike. */
  private static boolean isOnItsOwn(Class<?> type) {
    boolean configured =
        Arrays.stream(type.getDeclaredClasses())
            .anyMatch(it -> it.isAnnotationPresent(TestConfiguration.class));
    boolean dynamic =
        Arrays.stream(type.getDeclaredMethods())
            .anyMatch(it -> it.isAnnotationPresent(DynamicPropertySource.class));
    return (configured || dynamic) && !Modifier.isAbstract(type.getModifiers());
  }

  private static Stream<Class<?>> hierarchy(Class<?> testClass) {
    return Stream.<Class<?>>iterate(
        testClass, it -> it != null && it != Object.class, it -> it.getSuperclass());
  }
}
