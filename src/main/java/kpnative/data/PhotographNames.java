package kpnative.data;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kpnative.files.FileTree;

/**
 * Derives the photograph and the person that a picture shows from its file name.
 *
 * <p>Two photographs mistaken for one cost a split a little balance; two copies mistaken for
 * different photographs put the same face on both sides. In doubt, names are therefore merged:
 *
 * <ul>
 *   <li>AFW and HELEN store a photograph once per face as {@code <Flickr id>_<n>}. An id of at
 *       least five digits names the photograph in any folder, because Flickr's ids are unique.
 *       {@code n} counts from 1 without leading zeros, so {@code image_0001} and {@code
 *       2007_007763} (a running number, a date) do not match.
 *   <li>dlib's copy of 300-W marks mirror images with the suffix {@code _mirror}, which is removed.
 *   <li>Any other name is qualified by its two innermost folders, so that an original and its crop
 *       in the same set ({@code lfpw/trainset/image_0195}) are one photograph and {@code
 *       testset/image_0195} is another.
 * </ul>
 */
public final class PhotographNames {
  private static final Pattern FLICKR = Pattern.compile("(\\d{5,20})_[1-9]\\d{0,2}");
  private static final Pattern IMM = Pattern.compile("(\\d{2})(?:-[1-6][mf]|_\\d{2})");

  // YouTube Faces and LFW: the words of a name, first and last capitalised, then a picture number
  private static final Pattern FULL_NAME =
      Pattern.compile("(\\p{Lu}[\\p{L}.'-]*(?:_[\\p{L}.'-]+)*_\\p{Lu}[\\p{L}.'-]*)_\\d{1,5}");

  private PhotographNames() {}

  /** {@return the photograph's name, which all pictures of it share} */
  public static String photograph(Path picture) {
    String stem = originalStem(picture);
    Matcher flickr = FLICKR.matcher(stem);
    if (flickr.matches()) {
      return flickr.group(1);
    }
    Path folder = FileTree.folderOf(picture.toAbsolutePath().normalize());
    return FileTree.nameOf(FileTree.folderOf(folder)) + "/" + FileTree.nameOf(folder) + "/" + stem;
  }

  /**
   * {@return the person: IMM's number ({@code 07-3m}, {@code 07_03}) or a full name; empty if the
   * file name has neither}
   */
  public static Optional<String> person(Path picture) {
    String stem = originalStem(picture);
    for (Pattern p : new Pattern[] {IMM, FULL_NAME}) {
      Matcher m = p.matcher(stem);
      if (m.matches()) {
        return Optional.of(m.group(1));
      }
    }
    return Optional.empty();
  }

  private static String originalStem(Path picture) {
    String stem = FileTree.stemOf(picture);
    return stem.endsWith("_mirror") ? stem.substring(0, stem.length() - "_mirror".length()) : stem;
  }
}
