package kpnative.label;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kpnative.find.FaceKeypoints;
import kpnative.geometry.Box;
import kpnative.image.Photo;
import kpnative.infer.DetectorSpec;
import kpnative.infer.Face;
import kpnative.keypoints.KeypointSchema;
import kpnative.keypoints.PointState;

/**
 * What a detector finds. Points that it does not know stand where the mean shape has them in the
 * face's box. Owns the detector.
 */
final class ModelDrafts implements Drafts {
  private final FaceKeypoints model;
  private final String name;
  private final MeanShape shape;
  private final DetectorSpec spec;
  private final boolean sameSchema;
  private final boolean wholePictures;

  /**
   * Takes the detector.
   *
   * @param schema the set's
   */
  ModelDrafts(FaceKeypoints model, String name, MeanShape shape, KeypointSchema schema) {
    this.model = model;
    this.name = name;
    this.shape = shape;
    this.spec = model.spec();
    this.sameSchema = spec.keypointSchema().equals(schema);
    this.wholePictures = spec.box().needsPhotograph();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<Draft> find(Path picture) throws IOException {
    Photo photo = Photo.of(picture);
    List<Draft> drafts = new ArrayList<>();
    for (Face face : wholePictures ? List.of(model.detectCrop(photo)) : model.find(photo)) {
      drafts.add(draft(face, face.keypoints().spansBox() ? face.extent() : face.box()));
    }
    return drafts;
  }

  @Override
  public Draft in(Path picture, Box box) throws IOException {
    Photo photo = Photo.of(picture);
    return draft(wholePictures ? model.detectCrop(photo) : model.detect(photo, box), box);
  }

  @Override
  public boolean looks() {
    return sameSchema;
  }

  private Draft draft(Face found, Box box) {
    LabelFace mean = shape.in(box);
    if (!sameSchema) {
      return new Draft(mean, List.of());
    }
    List<LabelPoint> points = new ArrayList<>(mean.points());
    List<Double> confidence = new ArrayList<>();
    for (int i = 0; i < points.size(); i++) {
      confidence.add(0.0);
    }
    for (int i = 0; i < found.indices().size(); i++) {
      int k = found.indices().get(i);
      points.set(
          k,
          new LabelPoint(
              PointsText.rounded(found.keypoints().x(i)),
              PointsText.rounded(found.keypoints().y(i)),
              PointState.UNKNOWN));
      confidence.set(k, found.confidences().isEmpty() ? 1.0 : found.confidences().get(i));
    }
    boolean says = !found.confidences().isEmpty() || found.indices().size() < points.size();
    return new Draft(new LabelFace(points), says ? confidence : List.of());
  }

  /** {@return the training faces' mean shape, where it is of the set's schema} */
  static Optional<double[]> meanShape(DetectorSpec spec, KeypointSchema schema) {
    return spec.keypointSchema().equals(schema)
        ? Optional.of(spec.meanShape().stream().mapToDouble(Double::doubleValue).toArray())
        : Optional.empty();
  }

  @Override
  public void close() {
    model.close();
  }
}
