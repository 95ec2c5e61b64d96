package kpnative.data.rendered;

/** The parts of hats, built on a head's envelope above a hat's edge. */
final class HatCrown {
  private static final int COLUMNS = 48;
  private static final int ROWS = 10;
  private static final double STEP = 2 * Math.PI / COLUMNS;

  private final Envelope envelope;
  private final double[] edge = new double[COLUMNS];
  private final double[] xyz = new double[3];
  private double turn;

  HatCrown(Envelope envelope, HatEdge edge) {
    this.envelope = envelope;
    for (int c = 0; c < COLUMNS; c++) {
      this.edge[c] = edge.elevation(envelope, c * STEP);
    }
  }

  /** Says where the hat's own front is, as an azimuth. */
  void turn(double azimuth) {
    turn = azimuth;
  }

  /** The azimuth from the hat's front, -pi to pi. */
  private double own(double azimuth) {
    double a = azimuth - turn;
    return a - 2 * Math.PI * Math.floor(a / (2 * Math.PI) + 0.5);
  }

  private double edgeAt(double azimuth) {
    double at = azimuth / STEP;
    int i = Math.floorMod((int) Math.floor(at), COLUMNS);
    return edge[i] + (at - Math.floor(at)) * (edge[(i + 1) % COLUMNS] - edge[i]);
  }

  /**
   * A round crown.
   *
   * @param thick height above the head at the edge, cm
   * @param tall how much higher on top
   * @param folds depth of folds that run round, as a turban's
   */
  void round(FaceScene scene, Material material, double thick, double tall, double folds) {
    MeshBuilder mesh = new MeshBuilder();
    int rows = folds > 0.3 ? 2 * ROWS : ROWS;
    for (int r = 0; r < rows; r++) {
      double t = (double) r / (rows - 1);
      for (int c = 0; c < COLUMNS; c++) {
        double azimuth = c * STEP;
        double e = edge[c] + (Math.PI / 2 - edge[c]) * t;
        double a = own(azimuth);
        double fold =
            folds == 0 ? 0 : folds * Math.sin(26 * t + 3.5 * Math.cos(a) + Math.sin(a)) * (1 - t);
        envelope.at(azimuth, e, thick + tall * t * (2 - t) + fold, xyz);
        int v = mesh.vertex(xyz[0], xyz[1], xyz[2]);
        mesh.rest(v, 9 * a, 13 * t, 0);
        mesh.openness(v, folds > 0 ? 0.75 + 0.25 * fold / folds : 1);
      }
    }
    mesh.grid(0, rows, COLUMNS, true);
    hem(mesh, thick);
    scene.surfaces.add(mesh.surface(material, true));
  }

  /** The cloth's thickness at the edge: a strip from the edge in to the head. */
  private void hem(MeshBuilder mesh, double thick) {
    int first = mesh.count();
    for (int r = 0; r < 2; r++) {
      for (int c = 0; c < COLUMNS; c++) {
        envelope.at(c * STEP, edge[c], r == 0 ? -0.3 : thick, xyz);
        int v = mesh.vertex(xyz[0], xyz[1], xyz[2]);
        mesh.rest(v, 9 * own(c * STEP), 0, 0);
        mesh.openness(v, r == 0 ? 0.4 : 0.8);
      }
    }
    mesh.grid(first, 2, COLUMNS, true);
  }

  /**
   * A crown with walls, flat or dented on top.
   *
   * @param width of the top, as a share of the edge's
   * @param over height above the head, cm
   * @param dent depth of the top's dent; below 0 it bulges
   */
  void tall(FaceScene scene, Material material, double width, double over, double dent) {
    MeshBuilder mesh = new MeshBuilder();
    envelope.at(0, Math.PI / 2, 0.8 + over, xyz);
    double top = xyz[1];
    for (int r = 0; r < ROWS; r++) {
      for (int c = 0; c < COLUMNS; c++) {
        double azimuth = c * STEP;
        envelope.at(azimuth, edge[c], 0.65, xyz);
        double wall = Math.min(1, r / 6.0);
        double in = r <= 6 ? 1 : (9 - r) / 3.0;
        double shape = (1 + (width - 1) * wall) * in * (1 + 0.05 * Math.sin(Math.PI * wall));
        double round = r == 6 ? 0.96 : 1;
        double pinch = 1 - 0.1 * Math.max(0, dent) * wall * Math.max(0, Math.cos(own(azimuth)));
        double y = xyz[1] + (top - xyz[1]) * (r == 6 ? 1 : Math.min(1, r / 5.7));
        y -= r > 6 ? dent * (r - 6) / 3.0 : 0;
        int v =
            mesh.vertex(xyz[0] * shape * round * pinch, y, (xyz[2] - 0.5) * shape * round + 0.5);
        mesh.rest(v, 9 * own(azimuth), 2.0 * r, 0);
      }
    }
    mesh.grid(0, ROWS, COLUMNS, true);
    hem(mesh, 0.65);
    scene.surfaces.add(mesh.surface(material, true));
  }

  /**
   * A band round the edge.
   *
   * @param thick height of its outside above the head
   * @param wide radians of elevation
   * @param bulge how far its middle stands out, cm
   */
  void band(FaceScene scene, Material material, double thick, double wide, double bulge) {
    MeshBuilder mesh = new MeshBuilder();
    double[] up = {-0.02, 0, 0.5, 1, 1.02};
    double[] out = {-0.4, 0.1 + 0.8 * bulge, 0.1 + bulge, 0.1 + 0.8 * bulge, -0.4};
    for (int r = 0; r < up.length; r++) {
      for (int c = 0; c < COLUMNS; c++) {
        envelope.at(c * STEP, edge[c] + wide * up[r], thick + out[r], xyz);
        int v = mesh.vertex(xyz[0], xyz[1], xyz[2]);
        mesh.rest(v, 9 * own(c * STEP), 9 * wide * up[r], 0);
        mesh.openness(v, r == 0 || r == 4 ? 0.5 : 1);
      }
    }
    mesh.grid(0, up.length, COLUMNS, true);
    scene.surfaces.add(mesh.surface(material, true));
  }

  /**
   * A visor over the hat's front.
   *
   * @param wide cm, in its middle
   * @param drop how steeply it goes down
   * @param arch how much lower its sides are
   */
  void visor(
      FaceScene scene, Material material, double thick, double wide, double drop, double arch) {
    sheet(scene, material, thick, 21, 1.15, wide, drop, arch);
  }

  /** A brim all round. */
  void brim(
      FaceScene scene, Material material, double thick, double wide, double drop, double bend) {
    sheet(scene, material, thick, COLUMNS, Math.PI, wide, drop, bend);
  }

  private void sheet(
      FaceScene scene,
      Material material,
      double thick,
      int n,
      double half,
      double wide,
      double drop,
      double bend) {
    boolean around = n == COLUMNS;
    MeshBuilder mesh = new MeshBuilder();
    int rows = 4;
    for (int side = 0; side < 2; side++) { // above and below
      for (int r = 0; r < rows; r++) {
        double t = (double) r / (rows - 1);
        for (int c = 0; c < n; c++) {
          double a = around ? c * STEP : half * (2.0 * c / (n - 1) - 1);
          double azimuth = a + turn;
          envelope.at(azimuth, edgeAt(azimuth) + 0.03, thick - 0.15, xyz);
          double far =
              around ? wide : wide * Math.sqrt(Math.max(0, Math.cos(a / half * Math.PI / 2)));
          double sag =
              drop * t * far
                  + (around ? bend * far * t * Math.cos(2 * a) : 2 * bend * t * a * a)
                  + 0.18 * side * (1 - t);
          int v =
              mesh.vertex(
                  xyz[0] + far * t * Math.sin(azimuth),
                  xyz[1] - sag,
                  xyz[2] + far * t * Math.cos(azimuth));
          mesh.openness(v, side == 0 ? 0.95 : 0.7);
        }
      }
      mesh.grid(side * rows * n, rows, n, around);
    }
    scene.surfaces.add(mesh.surface(material, true));
  }

  /** A ball on top. */
  void knob(FaceScene scene, Material material, double radius) {
    MeshBuilder mesh = new MeshBuilder();
    ball(mesh, radius);
    envelope.at(0, Math.PI / 2, 1 + 0.8 * radius, xyz);
    mesh.place(0, Placement.at(xyz[0], xyz[1], xyz[2] - 1));
    scene.surfaces.add(mesh.surface(material, true));
  }

  private static void ball(MeshBuilder mesh, double radius) {
    double[] profile = new double[18];
    for (int i = 0; i < 9; i++) {
      double a = Math.PI * (i / 8.0 - 0.5);
      profile[2 * i] = radius * Math.cos(a);
      profile[2 * i + 1] = radius * Math.sin(a);
    }
    mesh.lathe(16, profile);
  }

  /** A pointed hat. */
  void cone(FaceScene scene, Material material, double radius, double height) {
    MeshBuilder mesh = new MeshBuilder();
    mesh.lathe(24, radius, 0, 0.66 * radius, height / 3, 0.33 * radius, height / 1.5, 0, height);
    envelope.at(0, 1.2, -1.2, xyz);
    mesh.place(0, Placement.turnX(0.15).then(Placement.at(0.3, xyz[1], 1)));
    scene.surfaces.add(mesh.surface(material, true));
  }
}
