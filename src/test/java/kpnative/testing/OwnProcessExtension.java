package kpnative.testing;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.platform.commons.support.AnnotationSupport;
import org.opentest4j.TestAbortedException;

/** Does what {@link OwnProcess} says: outside, starts {@link OneTest}; inside, nothing. */
final class OwnProcessExtension implements InvocationInterceptor {
  /** The system property that says: this is that process. */
  private static final String INSIDE = "kpnative.testing.inside";

  private static final List<String> OPTIONS =
      List.of(
          "-Xmx1g",
          "-XX:+UseSerialGC", // short lives
          "-Dorg.bytedeco.javacpp.maxBytes=0",
          "-Dkpnative.natives=all", // as in every other test
          "-D" + INSIDE + "=true");

  @Override
  public void interceptTestMethod(
      Invocation<Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    runOutside(invocation, context);
  }

  @Override
  public void interceptTestTemplateMethod(
      Invocation<Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    runOutside(invocation, context);
  }

  @Override
  public void interceptBeforeEachMethod(
      Invocation<Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    onlyInside(invocation);
  }

  @Override
  public void interceptAfterEachMethod(
      Invocation<Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    onlyInside(invocation);
  }

  private static boolean isInside() {
    return Boolean.getBoolean(INSIDE);
  }

  private static void onlyInside(Invocation<Void> invocation) throws Throwable {
    if (isInside()) {
      invocation.proceed();
    } else {
      invocation.skip();
    }
  }

  private static void runOutside(Invocation<Void> invocation, ExtensionContext context)
      throws Throwable {
    if (isInside()) {
      invocation.proceed();
      return;
    }
    invocation.skip();
    JavaProcess process = JavaProcess.run(options(context), OneTest.class, context.getUniqueId());
    switch (process.exit()) {
      case OneTest.PASSED -> {}
      case OneTest.ABORTED -> throw new TestAbortedException(process.output().strip());
      default ->
          throw new AssertionError(
              String.format(
                  Locale.ROOT,
                  "in a process of its own, which ended with %d:\n%s",
                  process.exit(),
                  process.output()));
    }
  }

  private static List<String> options(ExtensionContext context) {
    List<String> options = new ArrayList<>(OPTIONS);
    context
        .getTestMethod()
        .flatMap(method -> AnnotationSupport.findAnnotation(method, OwnProcess.class))
        .or(() -> AnnotationSupport.findAnnotation(context.getTestClass(), OwnProcess.class))
        .ifPresent(own -> Collections.addAll(options, own.options()));
    return options;
  }
}
