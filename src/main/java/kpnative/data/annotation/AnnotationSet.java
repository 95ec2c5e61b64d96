package kpnative.data.annotation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * All that annotation files say, whatever their format. Immutable.
 *
 * @param layouts the kinds of faces, each with its points
 * @param pictures in the files' order
 */
public record AnnotationSet(List<PointLayout> layouts, List<AnnotatedPicture> pictures) {
  /** Rejects faces whose layout is none of the set's, or has another number of points. */
  public AnnotationSet {
    layouts = List.copyOf(layouts);
    pictures = List.copyOf(pictures);
    for (AnnotatedPicture picture : pictures) {
      for (FaceAnnotation face : picture.faces()) {
        if (face.layout() < 0 || face.layout() >= layouts.size()) {
          throw new IllegalArgumentException(face.origin() + ": no layout " + face.layout());
        }
        int count = layouts.get(face.layout()).count();
        if (face.points().size() != count) {
          throw new IllegalArgumentException(
              face.origin() + ": expected " + count + " points, got " + face.points().size());
        }
      }
    }
  }

  /** {@return the number of faces in all pictures} */
  public int faces() {
    return pictures.stream().mapToInt(p -> p.faces().size()).sum();
  }

  /** {@return this set with each picture changed} */
  public AnnotationSet mapPictures(UnaryOperator<AnnotatedPicture> change) {
    return new AnnotationSet(layouts, pictures.stream().map(change).toList());
  }

  /** {@return this set with each layout changed, of which none may change its number of points} */
  public AnnotationSet mapLayouts(UnaryOperator<PointLayout> change) {
    return new AnnotationSet(layouts.stream().map(change).toList(), pictures);
  }

  /** {@return the pictures of all sets; layouts that are equal become one} */
  public static AnnotationSet of(List<AnnotationSet> sets) {
    List<PointLayout> layouts = new ArrayList<>();
    List<AnnotatedPicture> pictures = new ArrayList<>();
    for (AnnotationSet set : sets) {
      List<Integer> places = new ArrayList<>();
      for (PointLayout layout : set.layouts) {
        if (!layouts.contains(layout)) {
          layouts.add(layout);
        }
        places.add(layouts.indexOf(layout));
      }
      for (AnnotatedPicture picture : set.pictures) {
        pictures.add(
            picture.withFaces(
                picture.faces().stream().map(f -> f.withLayout(places.get(f.layout()))).toList()));
      }
    }
    return new AnnotationSet(layouts, pictures);
  }
}
