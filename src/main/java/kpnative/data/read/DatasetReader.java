package kpnative.data.read;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import kpnative.data.AnnotatedFace;
import kpnative.data.Dataset;
import kpnative.data.JoinedFaces;
import kpnative.data.NameList;
import kpnative.data.UnreadablePictures;
import kpnative.files.FileNames;
import kpnative.text.Counted;

/** Reads the data sets that {@code --data} names and combines their faces. */
public final class DatasetReader {
  /** The least share of the faces whose number of keypoints makes other numbers faults. */
  private static final double MOST = 0.9;

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
   * {@return the faces of all {@code specs}} A face at fault is left out with a note; a list that
   * cannot be read is an error.
   *
   * @param specs at least one, each in the syntax of {@link DataSpec#parse}
   * @param exclude a file with the names of pictures to leave out, one per line
   * @throws IllegalArgumentException if a spec is malformed or the list is empty
   * @throws IOException if a list cannot be read, the faces' numbers of keypoints differ in more
   *     than one face of ten, or no face is left
   */
  public static Dataset read(List<String> specs, Optional<Path> exclude, ReadOptions options)
      throws IOException {
    return read(specs, exclude, options, UnreadablePictures.fatalPictures(""));
  }

  /**
   * {@return the faces of all {@code specs}, as {@link #read(List, Optional, ReadOptions)}}
   *
   * @param unreadable whether faces and files at fault are left out and counted, end the reading
   *     ({@link UnreadablePictures#FATAL}), or are treated as without this parameter
   * @throws IOException as above, and if {@code unreadable} refuses what is at fault
   */
  public static Dataset read(
      List<String> specs,
      Optional<Path> exclude,
      ReadOptions options,
      UnreadablePictures unreadable)
      throws IOException {
    RefusedFaults refused = new RefusedFaults();
    Optional<DataFaults> faults =
        unreadable.areLeftOut()
            ? Optional.of(new CountedFaults(unreadable, options.notes()))
            : unreadable.refusesAnnotations() ? Optional.of(refused) : Optional.empty();
    List<AnnotatedFace> faces = faces(specs, options, faults);
    refused.requireNone();
    if (faces.isEmpty()) {
      throw new IOException("no annotated face is left: none can be read");
    }
    if (exclude.isPresent()) {
      faces = without(faces, exclude.get(), options);
    }
    faces = withPlaces(faces, options, faults);
    if (!options.joined()) {
      faces = ofOneCount(faces, options, faults);
    }
    refused.requireNone();
    if (options.joined()) {
      return JoinedFaces.of(faces);
    }
    return new Dataset(FaceSchemas.common(faces, options.schema(), options.notes()), faces);
  }

  /**
   * {@return every face that can be read, with any number of keypoints; possibly none}
   *
   * @param specs at least one, each in the syntax of {@link DataSpec#parse}
   * @param exclude a file with the names of pictures to leave out, one per line
   * @param faults receives one line, which names the file, for each face that is left out or read
   *     without a part, and each file that cannot be read
   * @throws IllegalArgumentException if a spec is malformed or the list is empty
   * @throws IOException if a path does not exist or holds no annotations, or {@code exclude} cannot
   *     be read
   */
  public static List<AnnotatedFace> readEach(
      List<String> specs, Optional<Path> exclude, ReadOptions options, Consumer<String> faults)
      throws IOException {
    List<AnnotatedFace> faces = faces(specs, options, Optional.of(new EachFault(faults)));
    return exclude.isPresent() && !faces.isEmpty() ? without(faces, exclude.get(), options) : faces;
  }

  /** Every fault as a line; no file ends the reading. */
  private record EachFault(Consumer<String> lines) implements DataFaults {
    @Override
    public void leftOut(String line) {
      lines.accept(line);
    }

    @Override
    public void file(IOException e) {
      lines.accept(String.valueOf(e.getMessage()));
    }
  }

  /** Faces and files that are left out are counted; what is read without a part is noted. */
  private record CountedFaults(UnreadablePictures unreadable, Consumer<String> notes)
      implements DataFaults {
    @Override
    public void leftOut(String line) {
      String reason =
          line.endsWith(FaceFaults.LEFT_OUT)
              ? line.substring(0, line.length() - FaceFaults.LEFT_OUT.length())
              : line;
      try {
        unreadable.leaveOut(new IOException(reason));
      } catch (IOException e) {
        throw new IllegalStateException("a policy that leaves out throws", e);
      }
    }

    @Override
    public void without(String line) {
      notes.accept(line);
    }

    @Override
    public void file(IOException e) throws IOException {
      unreadable.leaveOut(e);
    }
  }

  /** Without {@code faults}, they are noted, and a file that cannot be read is an error. */
  private static List<AnnotatedFace> faces(
      List<String> specs, ReadOptions options, Optional<DataFaults> faults) throws IOException {
    if (specs.isEmpty()) {
      throw new IllegalArgumentException("expected at least one data set, got none");
    }
    List<DataSpec> parsed = specs.stream().map(DataSpec::parse).toList();
    List<List<AnnotatedFace>> parts =
        new ArrayList<>(Collections.nCopies(parsed.size(), List.of()));
    ReadOptions o = options;
    // files first: made faces take their number of keypoints from them
    for (int i = 0; i < parsed.size(); i++) {
      if (parsed.get(i) instanceof DataSpec.Annotations a) {
        parts.set(i, faults.isPresent() ? a.read(options, faults.get()) : a.read(options));
        if (!parts.get(i).isEmpty()) {
          o = options.withSyntheticKeypoints(parts.get(i).get(0).keypoints().count());
        }
      }
    }
    for (int i = 0; i < parsed.size(); i++) {
      if (parsed.get(i) instanceof DataSpec.Made made) {
        parts.set(i, made.read(o));
      }
    }
    return parts.stream()
        .flatMap(List::stream)
        .map(f -> options.named() ? f : f.unnamed())
        .toList();
  }

  /**
   * Leaves out the faces whose number of keypoints is not that of nine in ten, as faults of single
   * faces; sets that are mixed more evenly are an error.
   */
  private static List<AnnotatedFace> ofOneCount(
      List<AnnotatedFace> faces, ReadOptions options, Optional<DataFaults> faults)
      throws IOException {
    Map<Integer, List<AnnotatedFace>> byCount =
        faces.stream()
            .collect(
                Collectors.groupingBy(
                    f -> f.keypoints().count(), TreeMap::new, Collectors.toList()));
    List<AnnotatedFace> most =
        Collections.max(byCount.values(), Comparator.comparingInt(List::size));
    if (byCount.size() > 1 && most.size() >= MOST * faces.size()) {
      int usual = most.get(0).keypoints().count();
      NotedFaults noted = new NotedFaults(options.notes());
      DataFaults others = faults.orElse(noted);
      for (AnnotatedFace f : faces) {
        if (f.keypoints().count() != usual) {
          others.leftOut(
              String.format(
                  Locale.ROOT,
                  "%s: %d keypoints, the other faces have %d; left out",
                  f.origin(),
                  f.keypoints().count(),
                  usual));
        }
      }
      noted.count("keypoints", most.size());
      return most;
    }
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
    return faces;
  }

  /**
   * Leaves out the faces that nothing places: those with absent points, without a box, whose other
   * points span no area.
   */
  private static List<AnnotatedFace> withPlaces(
      List<AnnotatedFace> faces, ReadOptions options, Optional<DataFaults> faults)
      throws IOException {
    List<AnnotatedFace> kept = new ArrayList<>();
    NotedFaults noted = new NotedFaults(options.notes());
    DataFaults others = faults.orElse(noted);
    for (AnnotatedFace f : faces) {
      if (f.keypoints().isComplete() || f.keypoints().spansBox() || f.box().isPresent()) {
        kept.add(f);
      } else {
        others.leftOut(
            String.format(
                Locale.ROOT,
                "%s: %d of %d keypoints are there, which span no area, and no box is; left out",
                f.origin(),
                f.keypoints().presentCount(),
                f.keypoints().count()));
      }
    }
    noted.count("faces that are placed", kept.size());
    if (kept.isEmpty()) {
      throw new IOException(
          "no annotated face is left: none has points that span an area, or a box");
    }
    return kept;
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
      throw new IOException(
          FileNames.text(exclude) + " excludes all " + Counted.of(faces.size(), "face"));
    }
    return kept;
  }
}
