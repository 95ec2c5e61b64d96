package kpnative.data.backdrop;

/** The kinds of pictures and how often each is painted. */
enum SceneKind implements Scene {
  PAPER(7, 2, true, StudioScenes::paper),
  MOTTLED(4, 1, true, StudioScenes::mottled),
  BLACK(4, 2, true, StudioScenes::black),
  COLOURED_LIGHT(2, 1, false, StudioScenes::colouredLight),
  DRAPE(3, 2, true, StudioScenes::drape),
  PLASTER(9, 4, true, WallScenes::plaster),
  BRICKS(3, 2, true, WallScenes::bricks),
  STONES(2, 2, true, WallScenes::stones),
  BOARDS(4, 2, true, WallScenes::boards),
  TILES(2, 2, true, WallScenes::tiles),
  CONCRETE(2, 2, true, WallScenes::concrete),
  SHEETS(2, 1, true, WallScenes::sheets),
  FOLIAGE(8, 6, false, NatureScenes::foliage),
  SKY(4, 2, false, NatureScenes::sky),
  LAND(6, 8, false, NatureScenes::land),
  TRUNKS(2, 4, false, NatureScenes::trunks),
  BOKEH(4, 2, false, NightScenes::bokeh),
  STAGE(3, 4, false, NightScenes::stage),
  TOWN(2, 3, false, NightScenes::town),
  ROOM(9, 14, false, RoomScenes::room),
  OFFICE(4, 9, false, RoomScenes::office),
  WINDOWS(3, 4, false, RoomScenes::windows),
  BLINDS(2, 1, true, RoomScenes::blinds),
  BOOKS(3, 4, true, RoomScenes::books),
  GOODS(2, 5, true, RoomScenes::shop),
  FRONT(4, 5, true, StreetScenes::front),
  STREET(6, 14, false, StreetScenes::street),
  SHOP(2, 3, true, StreetScenes::shop),
  FENCE(2, 4, false, StreetScenes::fence),
  CROWD(3, 3, false, StreetScenes::crowd),
  SEATS(1, 2, true, StreetScenes::seats),
  WALLPAPER(3, 2, true, PatternScenes::wallpaper),
  STRIPES(2, 1, true, PatternScenes::stripes),
  CHECKS(1, 1, true, PatternScenes::checks),
  PRINT(2, 4, true, PatternScenes::print),
  SPONSORS(2, 2, true, PatternScenes::sponsors),
  POSTER(2, 3, true, PatternScenes::poster),
  FRACTAL(3, 2, true, PatternScenes::fractal),
  COLLAGE(3, 4, true, PatternScenes::collage);

  private final double share;
  private final double shareOfLarge;
  private final boolean flat;

  @SuppressWarnings("ImmutableEnumChecker") // all are method references without state
  private final Scene scene;

  /**
   * @param share how often it is behind one face
   * @param shareOfLarge how often it is a large picture
   * @param flat whether it is a wall, which may be seen at a slant
   */
  SceneKind(double share, double shareOfLarge, boolean flat, Scene scene) {
    this.share = share;
    this.shareOfLarge = shareOfLarge;
    this.flat = flat;
    this.scene = scene;
  }

  @Override
  public void paint(Canvas canvas, Dice dice) {
    scene.paint(canvas, dice);
  }

  boolean flat() {
    return flat;
  }

  static SceneKind draw(boolean large, Dice dice) {
    SceneKind[] all = values();
    double[] shares = new double[all.length];
    for (int i = 0; i < all.length; i++) {
      shares[i] = large ? all[i].shareOfLarge : all[i].share;
    }
    return all[dice.weighted(shares)];
  }
}
