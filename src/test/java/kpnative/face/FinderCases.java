package kpnative.face;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kpnative.data.AnnotatedFace;
import kpnative.data.Scene;
import kpnative.data.SceneFace;
import kpnative.data.read.DatasetReader;
import kpnative.data.rendered.HeadModelFile;
import kpnative.data.rendered.RenderedScenes;
import kpnative.data.rendered.TurnedFaces;
import kpnative.geometry.Box;
import kpnative.geometry.Point;
import kpnative.geometry.Size;
import kpnative.geometry.Warp;
import kpnative.image.Channels;
import kpnative.image.Image;
import kpnative.image.ImageReader;
import kpnative.image.PictureFiles;
import kpnative.keypoints.Keypoints;

/** Makes the pictures that finders are measured with. */
final class FinderCases {
  private static final double SURE = 0.7; // a face that YuNet is as sure of must be found
  private static final Size SCENE = new Size(640, 480);
  private static final long SCENES_SEED = 0x6d656173; // any: not a training's
  private static final double LEAST_SIZE = 20; // pixels, of a scene's face that must be found
  private static final double LEAST_VISIBLE = 0.5;

  private final Optional<FaceFinder> judge;

  /**
   * Cases of which a judge says what else may be found.
   *
   * @param judge borrowed
   */
  FinderCases(Optional<FaceFinder> judge) {
    this.judge = judge;
  }

  /**
   * {@return annotated photographs, turned, and shrunk until their largest face has a size}
   *
   * @param size 0 to leave them as they are
   */
  List<FinderCase> annotated(String data, double degrees, double size) throws IOException {
    Map<String, List<AnnotatedFace>> byPicture = new LinkedHashMap<>();
    for (AnnotatedFace face : DatasetReader.read(List.of(data), Optional.empty()).faces()) {
      byPicture.computeIfAbsent(face.picture().name(), name -> new ArrayList<>()).add(face);
    }
    List<FinderCase> cases = new ArrayList<>();
    for (Map.Entry<String, List<AnnotatedFace>> each : byPicture.entrySet()) {
      List<AnnotatedFace> faces = each.getValue();
      Size whole;
      try (Image image = faces.get(0).picture().read(Channels.COLOR)) {
        whole = image.size();
      }
      Warp warp = warp(whole, faces, degrees, size);
      Size shown = warped(whole, warp);
      FinderCase.Supply picture =
          () -> {
            try (Image image = faces.get(0).picture().read(Channels.COLOR)) {
              return warp.equals(Warp.IDENTITY)
                  ? image.copy()
                  : WarpedPicture.of(image, warp, shown);
            }
          };
      List<Box> must = faces.stream().map(f -> f.keypoints().map(warp).extent()).toList();
      List<Box> may = new ArrayList<>();
      if (judge.isPresent()) {
        try (Image image = picture.read()) {
          judge.get().find(image).forEach(f -> may.add(f.box()));
        }
      }
      cases.add(new FinderCase(each.getKey(), picture, must, may));
    }
    return cases;
  }

  /** {@return what shrinks and turns a photograph, all of it in view} */
  private static Warp warp(Size size, List<AnnotatedFace> faces, double degrees, double wanted) {
    if (degrees == 0 && wanted == 0) {
      return Warp.IDENTITY;
    }
    double largest =
        faces.stream()
            .map(f -> f.keypoints().extent())
            .mapToDouble(b -> Math.sqrt(b.width() * b.height()))
            .max()
            .orElseThrow();
    double scale = wanted == 0 ? 1 : Math.min(1, wanted / largest);
    Warp turned =
        Warp.rotation(Math.toRadians(degrees), new Point(0, 0))
            .then(Warp.scaling(scale, scale, new Point(0, 0)));
    Box box = extent(size, turned);
    return turned.then(Warp.translation(-0.5 - box.left(), -0.5 - box.top()));
  }

  private static Size warped(Size size, Warp warp) {
    Box box = extent(size, warp);
    return new Size((int) Math.ceil(box.width()), (int) Math.ceil(box.height()));
  }

  private static Box extent(Size size, Warp warp) {
    double right = size.width() - 0.5;
    double bottom = size.height() - 0.5;
    return Keypoints.of(-0.5, -0.5, right, -0.5, -0.5, bottom, right, bottom).map(warp).extent();
  }

  /** {@return photographs in which those faces must be found that the judge is sure of} */
  List<FinderCase> agreed(String list) throws IOException {
    List<FinderCase> cases = new ArrayList<>();
    for (Path file : pictures(list)) {
      List<Box> must = new ArrayList<>();
      List<Box> may = new ArrayList<>();
      try (Image image = ImageReader.read(file, Channels.COLOR)) {
        for (FaceCandidate face : judge.orElseThrow().find(image)) {
          (face.score() >= SURE ? must : may).add(face.box());
        }
      }
      cases.add(
          new FinderCase(file.toString(), () -> ImageReader.read(file, Channels.COLOR), must, may));
    }
    return cases;
  }

  /** {@return photographs with nothing to find} */
  List<FinderCase> faceless(String list) throws IOException {
    return pictures(list).stream()
        .map(
            file ->
                new FinderCase(
                    file.toString(),
                    () -> ImageReader.read(file, Channels.COLOR),
                    List.of(),
                    List.of()))
        .toList();
  }

  /**
   * {@return rendered scenes of a head that no training sees; small and hidden faces may be found}
   *
   * @param spec {@code HEAD:N}
   */
  List<FinderCase> scenes(String spec) throws IOException {
    RenderedScenes scenes = RenderedScenes.of(HeadModelFile.read(head(spec)), SCENES_SEED, SCENE);
    List<FinderCase> cases = new ArrayList<>();
    for (int i = 0; i < count(spec); i++) {
      cases.add(scene("scene " + i, scenes.scene(i)));
    }
    return cases;
  }

  /**
   * {@return rendered faces, one a picture, turned by a yaw, half of them to each side}
   *
   * @param spec {@code HEAD:N}
   */
  List<FinderCase> turned(String spec, double degrees) throws IOException {
    TurnedFaces faces = new TurnedFaces(HeadModelFile.read(head(spec)));
    List<FinderCase> cases = new ArrayList<>();
    for (int i = 0; i < count(spec); i++) {
      double yaw = i % 2 == 0 ? degrees : -degrees;
      cases.add(scene("yaw " + yaw + ", face " + i, faces.scene(yaw, i)));
    }
    return cases;
  }

  private static FinderCase scene(String name, Scene scene) {
    List<Box> must = new ArrayList<>();
    List<Box> may = new ArrayList<>();
    for (SceneFace face : scene.faces()) {
      boolean seen = face.size() >= LEAST_SIZE && face.visible() >= LEAST_VISIBLE;
      (seen ? must : may).add(face.box());
    }
    return new FinderCase(name, () -> Image.of(scene.picture(), Channels.COLOR), must, may);
  }

  private static Path head(String spec) {
    return Path.of(spec.substring(0, spec.lastIndexOf(':')));
  }

  private static int count(String spec) {
    return Integer.parseInt(spec.substring(spec.lastIndexOf(':') + 1));
  }

  private static List<Path> pictures(String list) throws IOException {
    Path path = Path.of(list);
    return Files.isDirectory(path)
        ? PictureFiles.under(path)
        : Files.readAllLines(path).stream().map(Path::of).toList();
  }
}
