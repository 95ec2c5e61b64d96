package kpnative.data;

/**
 * Which faces are held out for validation.
 *
 * @param by what divides them
 * @param validation share of faces held out, 0 to 1 (by fraction)
 * @param trainPersons persons up to this number train (by person)
 * @param list file of the names held out (by list); empty: none
 */
public record SplitRule(By by, double validation, int trainPersons, String list) {
  /** What divides training from validation. */
  public enum By {
    /** The person's number. */
    PERSON,
    /** A random share. */
    FRACTION,
    /** A file of names. */
    LIST
  }
}
