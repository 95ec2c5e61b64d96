package kpnative.text;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a record's component whose key may be absent: files that were written before it existed
 * lack it. All other keys are required.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface WhenAbsent {
  /** {@return the value that an absent key has, as JSON} */
  String value();
}
