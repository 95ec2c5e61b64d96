package kpnative.data.backdrop;

/** The kinds of pictures and how often each is painted. */
enum SceneKind implements Scene {
  PAPER(7, StudioScenes::paper),
  MOTTLED(4, StudioScenes::mottled),
  BLACK(4, StudioScenes::black),
  COLOURED_LIGHT(2, StudioScenes::colouredLight),
  DRAPE(3, StudioScenes::drape),
  PLASTER(9, WallScenes::plaster),
  BRICKS(3, WallScenes::bricks),
  STONES(2, WallScenes::stones),
  BOARDS(4, WallScenes::boards),
  TILES(2, WallScenes::tiles),
  CONCRETE(2, WallScenes::concrete),
  SHEETS(2, WallScenes::sheets),
  FOLIAGE(8, NatureScenes::foliage),
  SKY(4, NatureScenes::sky),
  LAND(6, NatureScenes::land),
  TRUNKS(2, NatureScenes::trunks),
  BOKEH(4, NightScenes::bokeh),
  STAGE(3, NightScenes::stage),
  TOWN(2, NightScenes::town);

  private final double share;
  private final Scene scene;

  SceneKind(double share, Scene scene) {
    this.share = share;
    this.scene = scene;
  }

  @Override
  public void paint(Canvas canvas, Dice dice) {
    scene.paint(canvas, dice);
  }

  static SceneKind draw(Dice dice) {
    SceneKind[] all = values();
    double[] shares = new double[all.length];
    for (int i = 0; i < all.length; i++) {
      shares[i] = all[i].share;
    }
    return all[dice.weighted(shares)];
  }
}
