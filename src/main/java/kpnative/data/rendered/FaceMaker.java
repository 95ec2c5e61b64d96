package kpnative.data.rendered;

import java.util.SplittableRandom;

/**
 * Makes faces of one head model: puts skin, eyes, mouth, hair and clothes on a drawn shape, and
 * renders it. Thread-safe.
 */
final class FaceMaker {
  private final Head head;
  private final HeadAtlas atlas;
  private final FaceLabels labels;
  private final Clothes clothes;
  private final Hair hair;
  private final Worn worn;
  private final Ingredients ingredients;

  FaceMaker(HeadModel model, LabelRules rules) {
    this(model, rules, Ingredients.ALL);
  }

  FaceMaker(HeadModel model, LabelRules rules, Ingredients ingredients) {
    this.ingredients = ingredients;
    head = new Head(model);
    atlas = HeadAtlas.of(model);
    clothes = new Clothes(head);
    worn = new Worn(head);
    labels = new FaceLabels(head, atlas, rules);
    hair = new Hair(head);
  }

  Hair hair() {
    return hair;
  }

  Head head() {
    return head;
  }

  Ingredients ingredients() {
    return ingredients;
  }

  /** {@return a drawn face} */
  RenderedFace draw(RenderedFace.Turn turn, SplittableRandom random) {
    return RenderedFace.draw(head.model, turn, random).of(ingredients);
  }

  /** A face on its canvas: what was made, and where its points are. */
  record Made(float[] points, View view) {}

  /** A face that stands before the camera, with its points. */
  record Standing(FaceScene scene, View view, float[] points) {}

  /** Paints a face onto a canvas; the points' extent is as large and where it is said. */
  Made paint(
      RenderedFace face, Canvas canvas, Lighting lighting, double reach, double x, double y) {
    Standing standing = stand(face, reach, x, y);
    FaceShader.render(canvas, standing.scene, standing.view, face.pose, lighting);
    return new Made(standing.points, standing.view);
  }

  /** {@return all of a face that {@link #paint} renders} */
  Standing stand(RenderedFace face, double reach, double x, double y) {
    SplittableRandom random = new SplittableRandom(face.looks);
    Traits traits = face.traits;
    FaceParts parts = new FaceParts(head, face.shape, traits);
    ExpressionCues cues = cues(face.shape.expression());
    SkinLabels places = SkinLabels.of(traits, atlas, cues, skin(face));
    SkinTexture texture = skinOf(face);
    float[] bare = parts.position.clone(); // clothes move the neck
    Worn.Choice drawn = Worn.Choice.draw(random.split());
    Worn.Choice choice = ingredients.has(Ingredient.WORN) ? drawn : Worn.Choice.NOTHING;
    FaceScene scene = scene(parts, texture, face.pose, choice, random.split());
    int surfaces = scene.surfaces.size();
    int strands = scene.strands.size();
    SplittableRandom styles = random.split();
    SplittableRandom hairs = random.split();
    float detail = (float) reach / 17;
    if (ingredients.has(Ingredient.HAIR)) {
      hair.add(parts, scene, texture, Worn.hair(parts, styles), parts.pressed, detail, hairs);
    } else {
      hair.addLashes(parts, scene, detail, hairs);
    }
    worn.add(choice, parts, scene, surfaces, strands, face, random.split());
    View view = face.view(labels.inPicture(bare, places, face.pose, face.unitView()), reach, x, y);
    return new Standing(scene, view, labels.inPicture(bare, places, face.pose, view));
  }

  /**
   * {@return where the points of {@link #paint} will be, x, y (pixels) and depth (cm) of each,
   * without painting}
   */
  float[] points(RenderedFace face, double reach, double x, double y) {
    SkinLabels places =
        SkinLabels.of(face.traits, atlas, cues(face.shape.expression()), skin(face));
    float[] position = face.shape.positions(head, head.faceVertices);
    View view =
        face.view(labels.inPicture(position, places, face.pose, face.unitView()), reach, x, y);
    return labels.inPicture(position, places, face.pose, view);
  }

  /** {@return the painted skin of a face} */
  SkinTexture skinOf(RenderedFace face) {
    return SkinTexture.paint(
        face.traits,
        atlas,
        cues(face.shape.expression()),
        ingredients.has(Ingredient.SKIN),
        skin(face));
  }

  private static SplittableRandom skin(RenderedFace face) {
    return new SplittableRandom(~face.looks);
  }

  private ExpressionCues cues(float[] e) {
    return new ExpressionCues(
        mean(e, "mouthSmile_L", "mouthSmile_R"),
        mean(e, "browInnerUp_L", "browOuterUp_L"),
        mean(e, "browDown_L", "browDown_R"),
        mean(e, "eyeSquint_L", "eyeSquint_R"),
        mean(e, "noseSneer_L", "noseSneer_R"));
  }

  private float mean(float[] e, String a, String b) {
    float m = (e[head.model.expression(a)] + e[head.model.expression(b)]) / 2;
    return Math.max(0, Math.min(1, m));
  }

  FaceScene scene(
      FaceParts parts,
      SkinTexture texture,
      FacePose pose,
      Worn.Choice choice,
      SplittableRandom random) {
    Traits traits = parts.traits;
    FaceScene scene = new FaceScene();
    Outfit outfit = clothes.dress(parts, pose, random.split());
    Vertices v =
        new Vertices(
            parts.position, parts.normal, head.model.mean(), parts.openness, parts.attributes);
    float shine = 0.02f + 0.16f * traits.oily();
    float gloss = 8 + 18 * (float) random.nextDouble();
    Material skin = new SkinMaterial(texture, traits.skin(), traits.hair(), outfit, shine, gloss);
    Material neck = new SkinMaterial(null, traits.skin(), traits.hair(), outfit, shine, gloss);
    scene.surfaces.add(
        new Surface(v, head.face, head.model.uv(), head.faceUv, skin, false, 0, head.faceCasters));
    scene.surfaces.add(
        new Surface(v, head.eyes, null, null, eye(traits, random), false, 0, Surface.NO_SHADOW));
    float pale = 0.55f + 0.45f * (float) random.nextDouble();
    scene.surfaces.add(
        new Surface(
            v,
            head.teeth,
            null,
            null,
            new MouthMaterial(new float[] {0.8f * pale, 0.74f * pale, 0.6f * pale}, 0.25f),
            false,
            0.3f,
            Surface.NO_SHADOW));
    float red = 0.5f + 0.7f * (float) random.nextDouble();
    Material gums = new MouthMaterial(new float[] {0.35f * red, 0.1f * red, 0.09f * red}, 0.1f);
    scene.surfaces.add(new Surface(v, head.mouth, null, null, gums, true, 0.6f, Surface.NO_SHADOW));
    float[] socket = {traits.skin()[0] * 0.5f, traits.skin()[1] * 0.3f, traits.skin()[2] * 0.3f};
    scene.surfaces.add(
        new Surface(
            v,
            head.eyeSockets,
            null,
            null,
            new MouthMaterial(socket, 0.1f),
            true,
            0.1f,
            Surface.NO_SHADOW));
    scene.own = scene.surfaces.size();
    scene.surfaces.add(new Surface(v, head.neck, null, null, neck, false, 0, head.neckCasters));
    clothes.add(parts, outfit, scene, neck, random.split());
    worn.cover(choice, parts, scene, random.split());
    return scene;
  }

  private static EyeMaterial eye(Traits traits, SplittableRandom random) {
    float white = 0.28f + 0.36f * (float) random.nextDouble();
    white *= 1 - 0.35f * traits.tone();
    return new EyeMaterial(
        traits.iris(),
        0.6f + 0.09f * (float) random.nextDouble(),
        0.15f + 0.2f * (float) random.nextDouble(),
        new float[] {white, 0.94f * white, 0.9f * white});
  }
}
