package kpnative.data;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kpnative.files.FileTree;

/**
 * What a picture's file name tells about the photograph and the person that it shows.
 *
 * <p>A photograph wrongly taken for another's twin costs a split a little balance; two copies taken
 * for different photographs put the same face on both sides. So in doubt names are merged:
 *
 * <ul>
 *   <li>AFW and HELEN store a photograph once per face as {@code <Flickr id>_<n>}. An id of at
 *       least five digits is the photograph's name, in whatever folder: Flickr gives a number once.
 *       {@code n} counts from 1 without leading zeros, so {@code image_0001} and {@code
 *       2007_007763} (a running number, a date) are not such names.
 *   <li>dlib's copy of 300-W adds {@code _mirror} to the name of a photograph's mirror image.
 *   <li>Any other name counts with its two innermost folders, so that an original and its crop of
 *       the same set ({@code lfpw/trainset/image_0195}) are one, but {@code testset/image_0195} is
 *       another.
 * </ul>
 */
public final class PhotographNames {
  private static final Pattern FLICKR = Pattern.compile("(\\d{5,20})_[1-9]\\d{0,2}");
  private static final Pattern IMM = Pattern.compile("(\\d{2})(?:-[1-6][mf]|_\\d{2})");

  // YouTube Faces and LFW: a name's words, first and last capital, then the number of the picture
  private static final Pattern FULL_NAME =
      Pattern.compile("(\\p{Lu}[\\p{L}.'-]*(?:_[\\p{L}.'-]+)*_\\p{Lu}[\\p{L}.'-]*)_\\d{1,5}");

  private PhotographNames() {}

  /** {@return a name that the pictures of one photograph share} */
  public static String photograph(Path picture) {
    String stem = original(picture);
    Matcher flickr = FLICKR.matcher(stem);
    if (flickr.matches()) {
      return flickr.group(1);
    }
    Path folder = FileTree.folderOf(picture.toAbsolutePath().normalize());
    return FileTree.nameOf(FileTree.folderOf(folder)) + "/" + FileTree.nameOf(folder) + "/" + stem;
  }

  /**
   * {@return the person: IMM's number ({@code 07-3m}, {@code 07_03}), or a full name; else empty}
   */
  public static Optional<String> person(Path picture) {
    String stem = original(picture);
    for (Pattern p : new Pattern[] {IMM, FULL_NAME}) {
      Matcher m = p.matcher(stem);
      if (m.matches()) {
        return Optional.of(m.group(1));
      }
    }
    return Optional.empty();
  }

  private static String original(Path picture) {
    String stem = FileTree.stemOf(picture);
    return stem.endsWith("_mirror") ? stem.substring(0, stem.length() - "_mirror".length()) : stem;
  }
}
