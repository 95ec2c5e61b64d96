package kpnative.data.rendered;

/** Where the points of rendered faces stand. */
public enum LabelPlaces {
  /**
   * Where the people who labelled 300-W put them: the places of {@link #GEOMETRY}, moved by the
   * mean offsets of those labels.
   */
  PEOPLE("rendered"),
  /** Where the face's geometry and its paint have them. */
  GEOMETRY("rendered-geometry");

  private final String kind;

  LabelPlaces(String kind) {
    this.kind = kind;
  }

  /** {@return the kind of data by which a set is named, such as {@code rendered}} */
  public String kind() {
    return kind;
  }

  LabelRules rules() {
    return this == PEOPLE ? LabelRules.of300W() : LabelRules.GEOMETRY;
  }
}
