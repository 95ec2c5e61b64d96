package kpnative.find;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import kpnative.geometry.Box;
import kpnative.geometry.Warp;
import kpnative.image.Image;
import kpnative.infer.Face;

/**
 * Searches a picture as it stands and turned by quarters, and keeps the way in which the keypoints
 * are surest: in which the confidences of all faces add up to most. A photograph is taken one way;
 * what is seen the other ways are the same faces, worse, and things that resemble faces. What is
 * none of the kept faces is doubtful, whichever way it was seen: it must not be less because more
 * ways were tried.
 */
final class FourWays {
  /**
   * How much surer a turned picture must be than the picture as it stands, which most are: a
   * twentieth is what upright faces differ by between two readings.
   */
  private static final double SURER = 1.05;

  private final Search search;

  FourWays(Search search) {
    this.search = search;
  }

  /** Searches one way. */
  @FunctionalInterface
  interface Search {
    /** {@return what is found in a picture; both images show it, borrowed} */
    SearchedPhoto in(Image color, Image input) throws IOException;
  }

  /**
   * {@return what is found the best way, in the frame of the picture as it stands}
   *
   * @param color the picture, borrowed
   * @param input the same with the channels of the detector's input, borrowed
   */
  SearchedPhoto best(Image color, Image input) throws IOException {
    SearchedPhoto best = search.in(color, input);
    List<SearchedPhoto> all = new ArrayList<>(List.of(best));
    double most = SURER * sureness(best.faces());
    for (int quarters = 1; quarters < 4; quarters++) {
      SearchedPhoto found;
      try (Image turnedColor = color.turned(quarters);
          Image turnedInput = input.turned(quarters)) {
        found = back(search.in(turnedColor, turnedInput), turn(color, quarters).inverse());
      }
      all.add(found);
      double sureness = sureness(found.faces());
      if (sureness > most) {
        most = sureness;
        best = found;
      }
    }
    return new SearchedPhoto(best.faces(), others(all, best.faces()));
  }

  private static Warp turn(Image picture, int quarters) {
    return TurnedFaces.turn(picture.size(), quarters);
  }

  /** {@return what was seen any way and is none of the faces} */
  private static List<Box> others(List<SearchedPhoto> all, List<Face> faces) {
    List<Box> boxes = new ArrayList<>();
    for (SearchedPhoto way : all) {
      boxes.addAll(way.doubtful());
      way.faces().forEach(face -> boxes.add(face.box()));
    }
    return SameFace.others(boxes, faces);
  }

  /** {@return the sum of the faces' confidences; of how little they disagree without these} */
  private static double sureness(List<Face> faces) {
    return faces.stream()
        .mapToDouble(
            face ->
                Double.isNaN(face.confidence())
                    ? 1 / (1 + face.disagreement() / KeypointAgreement.OF_A_FACE)
                    : face.confidence())
        .sum();
  }

  private static SearchedPhoto back(SearchedPhoto found, Warp back) {
    List<Box> doubtful = found.doubtful().stream().map(box -> TurnedFaces.map(box, back)).toList();
    return new SearchedPhoto(
        found.faces().stream()
            .map(face -> TurnedFaces.map(face, back))
            .sorted(Comparator.comparingDouble((Face face) -> face.box().left()))
            .toList(),
        doubtful);
  }
}
