package kpnative.data.write;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import kpnative.data.annotation.AnnotatedPicture;
import kpnative.data.annotation.AnnotationSet;
import kpnative.files.FileNames;
import kpnative.geometry.Size;
import kpnative.image.ImageReader;
import kpnative.image.PhotographFrame;
import kpnative.text.PlainText;

/**
 * The sizes of a set's pictures, as their headers say them. What annotations state is taken where
 * there is no picture: fractions of another size than the picture's would be other places in it.
 *
 * @param set the pictures with their sizes, without those whose size is needed and not known
 * @param unread what has no size that is known, the first few and their number
 * @param differing what has another size than is stated, likewise
 * @param bad files that are no pictures by their header
 */
record PictureSizes(AnnotationSet set, List<String> unread, List<String> differing, Set<Path> bad) {
  private static final int NAMED = 5;

  /** {@return the sizes of a set's pictures; with {@code needed} of those alone that have one} */
  static PictureSizes of(AnnotationSet set, boolean needed) {
    List<AnnotatedPicture> pictures = new ArrayList<>();
    Told unread = new Told("pictures whose size is not known");
    Told differ = new Told("pictures of another size than stated");
    Set<Path> bad = new HashSet<>();
    for (AnnotatedPicture picture : set.pictures()) {
      Optional<Size> size = picture.size();
      String end = needed ? "; left out" : "; its annotations are kept";
      if (picture.file().isPresent()) {
        Path file = picture.file().get();
        try {
          PhotographFrame frame = ImageReader.frame(file);
          Size own = frame.photograph();
          if (size.isPresent() && size.get().equals(frame.stored())) {
            own = size.get(); // before its turn by EXIF: all of its annotations are
          } else if (size.isPresent() && !size.get().equals(own)) {
            differ.tell(
                String.format(
                    Locale.ROOT,
                    "%s: the annotations state %d x %d pixels, the picture has %d x %d: taken as"
                        + " these",
                    FileNames.text(file),
                    size.get().width(),
                    size.get().height(),
                    own.width(),
                    own.height()));
          }
          size = Optional.of(own);
        } catch (IOException e) {
          bad.add(file);
          size = needed ? Optional.empty() : size;
          unread.tell(e.getMessage() + end);
        }
      } else if (size.isEmpty() && needed) {
        unread.tell(
            "no picture '" + PlainText.line(picture.name()) + "', whose size is needed" + end);
      }
      if (size.isPresent() || !needed) {
        pictures.add(picture.withSize(size));
      }
    }
    AnnotationSet sized = new AnnotationSet(set.layouts(), pictures);
    return new PictureSizes(sized, unread.lines(), differ.lines(), bad);
  }

  /** {@return whether a file of the set is a picture by its header} */
  boolean isPicture(Path file) {
    return !bad.contains(file);
  }

  /** The first few of a kind, and their number. */
  private static final class Told {
    private final String kind;
    private final List<String> first = new ArrayList<>();
    private int count;

    Told(String kind) {
      this.kind = kind;
    }

    void tell(String line) {
      count++;
      if (count <= NAMED) {
        first.add(line);
      }
    }

    List<String> lines() {
      List<String> lines = new ArrayList<>(first);
      if (count > NAMED) {
        lines.add(kind + ": " + count + ", of which " + NAMED + " are named");
      }
      return lines;
    }
  }
}
