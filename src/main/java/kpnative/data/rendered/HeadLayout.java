package kpnative.data.rendered;

/**
 * What OBJ files of a head don't say: which vertices belong to which part, and which are the 68
 * points. The arrays are not copied, and nobody changes them.
 *
 * @param parts [V]
 * @param landmarks [68], vertices in iBUG's order
 */
record HeadLayout(HeadPart[] parts, int[] landmarks) {
  /** The last vertex of the last part, 26718, and one. */
  private static final int ICT_VERTICES = 26719;

  /**
   * That of ICT-FaceKit's meshes: {@link HeadPart}'s ranges, and the "Multi-PIE 68 point facial
   * landmarks indices" of its README.
   *
   * @see <a href="https://github.com/ICT-VGL/ICT-FaceKit#facial-landmarks">the indices</a>
   */
  static final HeadLayout ICT =
      new HeadLayout(
          ictParts(),
          new int[] {
            1225,
            1888,
            1052,
            367,
            1719,
            1722,
            2199,
            1447,
            966, // jaw, from the person's right
            3661,
            4390,
            3927,
            3924,
            2608,
            3272,
            4088,
            3443, // and from the chin to the left
            268,
            493,
            1914,
            2044,
            1401,
            3615,
            4240,
            4114,
            2734,
            2509, // brows
            978,
            4527,
            4942,
            4857,
            1140,
            2075,
            1147,
            4269,
            3360, // nose
            1507,
            1542,
            1537,
            1528,
            1518,
            1511,
            3742,
            3751,
            3756,
            3721,
            3725,
            3732, // eyes
            5708,
            5695,
            2081,
            0,
            4275,
            6200,
            6213,
            6346,
            6461,
            5518,
            5957,
            5841, // outer lips
            5702,
            5711,
            5533,
            6216,
            6207,
            6470,
            5517,
            5966 // inner lips
          });

  /** {@return V} */
  int vertexCount() {
    return parts.length;
  }

  private static HeadPart[] ictParts() {
    HeadPart[] known = HeadPart.values();
    HeadPart[] parts = new HeadPart[ICT_VERTICES];
    int part = 0;
    for (int v = 0; v < parts.length; v++) {
      if (part + 1 < known.length && known[part + 1].firstVertex() == v) {
        part++;
      }
      parts[v] = known[part];
    }
    return parts;
  }
}
