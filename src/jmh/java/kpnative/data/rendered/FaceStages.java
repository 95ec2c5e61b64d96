package kpnative.data.rendered;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import kpnative.data.backdrop.Backdrop;

/**
 * The stages of some rendered faces, one at a time, for a benchmark. Each call takes the next face.
 */
public final class FaceStages {
  private static final int SIDE = 160;
  private static final double REACH = 0.48 * SIDE;
  private static final double MIDDLE = SIDE / 2.0;

  private final FaceMaker maker;
  private final RenderedFaces faces;
  private final List<One> all;
  private int next;

  /** A face with what each stage begins with. */
  @SuppressWarnings("ArrayRecordComponent") // for a benchmark, not to be compared
  private record One(
      RenderedFace face,
      FaceMaker.Standing standing,
      FaceScene surfaces,
      FaceScene strands,
      Lighting lighting,
      float[] backdrop,
      Canvas rendered) {}

  /** Prepares {@code count} faces of a head. */
  public FaceStages(HeadModel head, int count) {
    maker = new FaceMaker(head, LabelRules.GEOMETRY);
    faces = RenderedFaces.of(maker, 7);
    all = IntStream.range(0, count).mapToObj(this::one).toList();
  }

  private One one(int index) {
    SplittableRandom random = new SplittableRandom(index);
    RenderedFace face =
        RenderedFace.draw(maker.head().model, RenderedFace.Turn.PORTRAIT, random.split());
    FaceMaker.Standing standing = maker.stand(face, REACH, MIDDLE, MIDDLE);
    Lighting lighting = Lighting.draw(random.split());
    float[] backdrop = Backdrop.paint(SIDE, SIDE, random.split());
    Canvas canvas = new Canvas(SIDE, SIDE, backdrop.clone());
    FaceShader.render(canvas, standing.scene(), standing.view(), face.pose, lighting);
    FaceScene surfaces = new FaceScene();
    surfaces.surfaces.addAll(standing.scene().surfaces);
    surfaces.own = standing.scene().own;
    FaceScene strands = new FaceScene();
    strands.strands.addAll(standing.scene().strands);
    return new One(face, standing, surfaces, strands, lighting, backdrop, canvas);
  }

  private One next() {
    next = (next + 1) % all.size();
    return all.get(next);
  }

  /** {@return a picture with its points, whole} */
  public Object whole() {
    next++;
    return faces.render(next % all.size());
  }

  /** {@return the points alone} */
  public Object points() {
    next++;
    return faces.plannedFace(next % all.size());
  }

  /** {@return the backdrop of 160 x 160 pixels} */
  public Object backdrop() {
    next++;
    return Backdrop.paint(SIDE, SIDE, new SplittableRandom(next % all.size()));
  }

  /** {@return the head's shape, normals and openness} */
  public Object shape() {
    RenderedFace face = next().face;
    return new FaceParts(maker.head(), face.shape, face.traits);
  }

  /** {@return the skin's texture} */
  public Object skin() {
    return maker.skinOf(next().face);
  }

  /** {@return all that stands before the camera: shape, skin, hair, clothes, things worn} */
  public Object standing() {
    return maker.stand(next().face, REACH, MIDDLE, MIDDLE);
  }

  /** {@return a picture of the surfaces, with shadows} */
  public Object surfaces() {
    One one = next();
    return painted(one, one.surfaces);
  }

  /** {@return a picture of the strands} */
  public Object strands() {
    One one = next();
    return painted(one, one.strands);
  }

  private static Canvas painted(One one, FaceScene scene) {
    Canvas canvas = new Canvas(SIDE, SIDE, one.backdrop.clone());
    FaceShader.render(canvas, scene, one.standing.view(), one.face.pose, one.lighting);
    return canvas;
  }

  /** {@return the bytes of a rendered face} */
  public Object develop() {
    One one = next();
    SplittableRandom random = new SplittableRandom(next);
    return Exposure.draw(random.split())
        .develop(one.rendered.rgb, SIDE, SIDE, one.rendered.faceLuminance(), random.split());
  }
}
