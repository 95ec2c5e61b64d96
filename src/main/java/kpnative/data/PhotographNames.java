package kpnative.data;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
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
 *       2007_007763} (a running number, a year) do not match; nor does a date of eight digits
 *       ({@code 20240101_1}).
 *   <li>dlib's copy of 300-W marks mirror images with the suffix {@code _mirror}, which is removed.
 *   <li>Any other name is qualified by its two innermost folders, so that an original and its crop
 *       in the same set ({@code lfpw/trainset/image_0195}) are one photograph and {@code
 *       testset/image_0195} is another.
 * </ul>
 */
public final class PhotographNames {
  private static final Pattern FLICKR = Pattern.compile("(\\d{5,20})_[1-9]\\d{0,2}");
  private static final Pattern DATE = // 1980 to 2029: AFW has a photograph 20301003
      Pattern.compile("(19[89]|20[0-2])\\d(0[1-9]|1[0-2])(0[1-9]|[12]\\d|3[01])");
  private static final Pattern IMM = Pattern.compile("(\\d{2})(?:-[1-6][mf]|_\\d{2})");

  // YouTube Faces and LFW: the words of a name, first and last capitalised, then a picture number.
  // A last word of one letter is no family name: Session_A_001, Subject_B_7
  private static final Pattern FULL_NAME =
      Pattern.compile("(\\p{Lu}[\\p{L}.'-]*(?:_[\\p{L}.'-]+)*_\\p{Lu}[\\p{L}.'-]+)_\\d{1,5}");

  // what cameras, programs and people call a series of pictures; no first name is among them
  private static final Set<String> SERIES =
      Set.of(
          "burst",
          "cam",
          "camera",
          "capture",
          "clip",
          "dataset",
          "face",
          "faces",
          "frame",
          "frames",
          "image",
          "images",
          "img",
          "movie",
          "photo",
          "photos",
          "pic",
          "picture",
          "pose",
          "recording",
          "sample",
          "scan",
          "scene",
          "screen",
          "screenshot",
          "sequence",
          "series",
          "session",
          "set",
          "shot",
          "snapshot",
          "still",
          "subject",
          "test",
          "train",
          "training",
          "validation",
          "video",
          "webcam");

  private PhotographNames() {}

  /** {@return the photograph's name, which all pictures of it share} */
  public static String photograph(Path picture) {
    String stem = originalStem(picture);
    Matcher flickr = FLICKR.matcher(stem);
    if (flickr.matches() && !DATE.matcher(flickr.group(1)).matches()) {
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
    Matcher imm = IMM.matcher(stem);
    if (imm.matches()) {
      return Optional.of(imm.group(1));
    }
    Matcher name = FULL_NAME.matcher(stem);
    return name.matches() && !SERIES.contains(firstWord(name.group(1)))
        ? Optional.of(name.group(1))
        : Optional.empty();
  }

  private static String firstWord(String name) {
    return name.substring(0, name.indexOf('_')).toLowerCase(Locale.ROOT);
  }

  private static String originalStem(Path picture) {
    String stem = FileTree.stemOf(picture);
    return stem.endsWith("_mirror") ? stem.substring(0, stem.length() - "_mirror".length()) : stem;
  }
}
