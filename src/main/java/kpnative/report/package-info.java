/**
 * HTML reports of training runs, and tables that compare runs and sweeps.
 *
 * <p>A report is one page that loads nothing: it consists of {@code PageSection}s, its plots are
 * drawn by ECharts from JSON in the page, and each plot has its numbers in a table. Fractions are
 * shown as percent. All measures come from {@code eval}; no native type is used.
 */
@NullMarked
package kpnative.report;

import org.jspecify.annotations.NullMarked;
