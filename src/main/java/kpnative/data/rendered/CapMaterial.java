package kpnative.data.rendered;

/**
 * The crown of a cap: six panels with seams, of which the front ones may differ, and a badge. The
 * place's x is the arc from the front and y the way up from the edge, cm.
 *
 * @param badge half its height, 0 for none
 * @param shape changes the badge's outline
 */
record CapMaterial(Cloth cloth, Cloth front, float[] colour, double badge, double shape)
    implements Material {
  private static final double PANEL = 9 * Math.PI / 3;

  @Override
  public void paint(Hit hit, Paint paint) {
    (Math.abs(hit.restX) < PANEL ? front : cloth).paint(hit, paint);
    double panel = hit.restX / PANEL - Math.floor(hit.restX / PANEL);
    double seam = Math.min(panel, 1 - panel) * PANEL * Math.max(0.15, 1 - hit.restY / 13);
    if (seam < 0.12) {
      paint.red *= 0.7f;
      paint.green *= 0.7f;
      paint.blue *= 0.7f;
    }
    if (badge > 0) {
      double x = hit.restX;
      double y = hit.restY - 3.2;
      double r = Math.sqrt(x * x * 0.6 + y * y);
      double wave = 0.75 + 0.25 * Math.sin(shape * Math.atan2(y, x)) * Math.cos(shape * y);
      if (r < badge * wave) {
        paint.colour(colour);
      }
    }
  }
}
