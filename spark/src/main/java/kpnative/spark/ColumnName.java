package kpnative.spark;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;

/** Columns by names that programs chose. */
final class ColumnName {
  private ColumnName() {}

  /** {@return the column of a table that has this name, also with dots, blanks or backticks} */
  static Column of(String name) {
    return functions.col(quoted(name));
  }

  /** {@return the name as SQL has it} */
  static String quoted(String name) {
    return "`" + name.replace("`", "``") + "`";
  }
}
