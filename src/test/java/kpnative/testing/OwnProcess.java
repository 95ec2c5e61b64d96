package kpnative.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Runs a test, with what comes before and after each, in a virtual machine of its own: whatever
 * other tests have loaded, started, set or left to the garbage collector, this one doesn't see, nor
 * they its own. Before a class, both do what is to be done.
 *
 * <p>The natives load there as in any other test. Native objects that nobody closes are never
 * freed, see {@link ProcessGuard}, so that counts of them are exact.
 */
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(OwnProcessExtension.class)
public @interface OwnProcess {
  /** {@return further options of the virtual machine} */
  String[] options() default {};
}
