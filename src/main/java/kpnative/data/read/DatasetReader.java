package kpnative.data.read;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import kpnative.data.AnnotatedFace;
import kpnative.data.Dataset;
import kpnative.data.NameList;
import kpnative.data.UnreadablePictures;
import kpnative.keypoints.KeypointSchema;

/** Reads the data sets that {@code --data} names and combines their faces. */
public final class DatasetReader {
  private DatasetReader() {}

  /**
   * {@return the faces of all {@code specs}, read with {@link ReadOptions#DEFAULT}}
   *
   * @see #read(List, Optional, ReadOptions)
   */
  public static Dataset read(List<String> specs, Optional<Path> exclude) throws IOException {
    return read(specs, exclude, ReadOptions.DEFAULT);
  }

  /**
   * {@return the faces of all {@code specs}}
   *
   * @param specs at least one, each in the syntax of {@link DataSpec#parse}
   * @param exclude a file with the names of pictures to leave out, one per line
   * @throws IllegalArgumentException if a spec is malformed or the list is empty
   * @throws IOException if a file cannot be read, the faces' numbers of keypoints differ, or no
   *     face is left
   */
  public static Dataset read(List<String> specs, Optional<Path> exclude, ReadOptions options)
      throws IOException {
    return read(specs, exclude, options, UnreadablePictures.FATAL);
  }

  /**
   * {@return the faces of all {@code specs}, as {@link #read(List, Optional, ReadOptions)}}
   *
   * @param unreadable receives the annotation files that cannot be read
   */
  public static Dataset read(
      List<String> specs,
      Optional<Path> exclude,
      ReadOptions options,
      UnreadablePictures unreadable)
      throws IOException {
    List<AnnotatedFace> faces = faces(specs, options, unreadable::leaveOut);
    if (faces.isEmpty()) {
      throw new IOException("no annotated face is left: none can be read");
    }
    checkCounts(faces);
    if (exclude.isPresent()) {
      faces = without(faces, exclude.get(), options);
    }
    return new Dataset(KeypointSchema.ofCount(faces.get(0).keypoints().count()), faces);
  }

  /**
   * {@return every face that can be read, with any number of keypoints; possibly none}
   *
   * @param specs at least one, each in the syntax of {@link DataSpec#parse}
   * @param exclude a file with the names of pictures to leave out, one per line
   * @param unreadable receives the error of each annotation file that cannot be read; its message
   *     names the file
   * @throws IllegalArgumentException if a spec is malformed or the list is empty
   * @throws IOException if a path does not exist or holds no annotations, or {@code exclude} cannot
   *     be read
   */
  public static List<AnnotatedFace> readEach(
      List<String> specs,
      Optional<Path> exclude,
      ReadOptions options,
      Consumer<IOException> unreadable)
      throws IOException {
    List<AnnotatedFace> faces = faces(specs, options, unreadable::accept);
    return exclude.isPresent() && !faces.isEmpty() ? without(faces, exclude.get(), options) : faces;
  }

  private static List<AnnotatedFace> faces(
      List<String> specs, ReadOptions options, DataSpec.Unreadable unreadable) throws IOException {
    if (specs.isEmpty()) {
      throw new IllegalArgumentException("expected at least one data set, got none");
    }
    List<DataSpec> parsed = specs.stream().map(DataSpec::parse).toList();
    List<List<AnnotatedFace>> parts =
        new ArrayList<>(Collections.nCopies(parsed.size(), List.of()));
    ReadOptions o = options;
    // files first: synthetic faces take their number of keypoints from them
    for (int i = 0; i < parsed.size(); i++) {
      if (parsed.get(i) instanceof DataSpec.Annotations a) {
        parts.set(i, a.read(options, unreadable));
        if (!parts.get(i).isEmpty()) {
          o = options.withSyntheticKeypoints(parts.get(i).get(0).keypoints().count());
        }
      }
    }
    for (int i = 0; i < parsed.size(); i++) {
      if (parsed.get(i) instanceof DataSpec.Synthetic s) {
        parts.set(i, s.read(o));
      }
    }
    return parts.stream().flatMap(List::stream).toList();
  }

  private static void checkCounts(List<AnnotatedFace> faces) throws IOException {
    Map<Integer, List<AnnotatedFace>> byCount =
        faces.stream()
            .collect(
                Collectors.groupingBy(
                    f -> f.keypoints().count(), TreeMap::new, Collectors.toList()));
    if (byCount.size() > 1) {
      String found =
          byCount.entrySet().stream()
              .map(
                  e ->
                      e.getKey()
                          + " in "
                          + e.getValue().get(0).origin()
                          + (e.getValue().size() == 1
                              ? ""
                              : " and " + (e.getValue().size() - 1) + " more"))
              .collect(Collectors.joining("; "));
      throw new IOException("expected the same number of keypoints in every face, got " + found);
    }
  }

  private static List<AnnotatedFace> without(
      List<AnnotatedFace> faces, Path exclude, ReadOptions options) throws IOException {
    NameList names = NameList.read(exclude);
    List<AnnotatedFace> kept = new ArrayList<>();
    for (AnnotatedFace f : faces) {
      if (!names.holds(f)) {
        kept.add(f);
      }
    }
    for (String name : names.unknown()) {
      options.notes().accept("no picture to exclude is named " + name);
    }
    if (kept.isEmpty()) {
      throw new IOException(exclude + " excludes all " + faces.size() + " faces");
    }
    return kept;
  }
}
