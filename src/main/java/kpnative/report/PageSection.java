package kpnative.report;

import java.util.List;

/** A section of a report's page. */
interface PageSection {
  /** {@return the anchor: lower-case letters} */
  String id();

  /** {@return the heading} */
  String title();

  /** {@return whether it shows photographs of the data} */
  default boolean showsPhotographs() {
    return false;
  }

  /**
   * Writes what follows the heading.
   *
   * @param runs at least one, in the order in which they are shown
   */
  void write(Html html, List<ReportedRun> runs);
}
