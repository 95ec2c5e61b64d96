package kpnative.track;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.imageio.ImageIO;
import kpnative.data.AnnotatedFace;
import kpnative.data.read.DatasetReader;
import kpnative.data.rendered.FilmedPeople;
import kpnative.face.WarpedPicture;
import kpnative.geometry.Box;
import kpnative.geometry.Point;
import kpnative.geometry.Warp;
import kpnative.image.Channels;
import kpnative.image.Image;
import kpnative.image.Photo;
import kpnative.keypoints.Keypoints;

/**
 * The frames of a film and their truth, in a folder: made once, since rendering takes longer than
 * following.
 */
final class FilmFrames {
  private static final String TRUTH = "truth.txt";
  private static final int PANNED = 40; // frames
  private static final double FACE = 120; // pixels, of a panned photograph's
  private static final double PAN = 5; // pixels a frame

  private final Path folder;
  private final List<List<Person>> truth;

  /**
   * Somebody in a frame.
   *
   * @param visible the share of the face that is seen, 0 to 1
   */
  record Person(int number, double visible, Keypoints points) {}

  private FilmFrames(Path folder, List<List<Person>> truth) {
    this.folder = folder;
    this.truth = truth;
  }

  int count() {
    return truth.size();
  }

  Photo photo(int frame) {
    return Photo.of(folder.resolve(name(frame)));
  }

  List<Person> truth(int frame) {
    return truth.get(frame);
  }

  /** {@return a rendered film} */
  static FilmFrames rendered(FilmedPeople people, TrackingFilms.Film film, Path folder)
      throws IOException {
    if (Files.notExists(folder.resolve(TRUTH))) {
      Files.createDirectories(folder);
      List<List<Person>> truth = new ArrayList<>();
      for (int f = 0; f < film.kind().frames; f++) {
        FilmedPeople.Frame frame = TrackingFilms.frame(people, film, f);
        ImageIO.write(frame.picture(), "png", folder.resolve(name(f)).toFile());
        List<Person> persons = new ArrayList<>();
        for (int i = 0; i < frame.points().size(); i++) {
          persons.add(
              new Person(
                  film.people(f).get(i).person(), frame.visible().get(i), frame.points().get(i)));
        }
        truth.add(persons);
      }
      write(folder, truth);
    }
    return read(folder);
  }

  /**
   * {@return films of annotated photographs, over which a camera pans and slowly zooms}
   *
   * @param data as after {@code --data}
   * @param most how many photographs
   */
  static List<FilmFrames> panned(String data, int most, Path folder) throws IOException {
    List<AnnotatedFace> faces = DatasetReader.read(List.of(data), Optional.empty()).faces();
    List<FilmFrames> films = new ArrayList<>();
    for (int i = 0; i < Math.min(most, faces.size()); i++) {
      Path own = folder.resolve("panned-" + i);
      if (Files.notExists(own.resolve(TRUTH))) {
        Files.createDirectories(own);
        pan(faces.get(i * faces.size() / Math.min(most, faces.size())), own);
      }
      films.add(read(own));
    }
    return films;
  }

  private static void pan(AnnotatedFace face, Path folder) throws IOException {
    Box box = face.keypoints().extent();
    Point middle = box.center();
    List<List<Person>> truth = new ArrayList<>();
    try (Image photo = face.picture().read(Channels.COLOR)) {
      for (int f = 0; f < PANNED; f++) {
        double scale = FACE / Math.max(box.width(), box.height()) * (1 + 0.004 * f);
        double x = 320 + PAN * (f - PANNED / 2.0);
        Warp warp =
            Warp.scaling(scale, scale, middle)
                .then(Warp.translation(x - middle.x(), 240 - middle.y()));
        try (Image window = WarpedPicture.of(photo, warp, FilmedPeople.SIZE)) {
          ImageIO.write(window.toBufferedImage(), "png", folder.resolve(name(f)).toFile());
        }
        truth.add(List.of(new Person(0, 1, face.keypoints().map(warp))));
      }
    }
    write(folder, truth);
  }

  private static String name(int frame) {
    return String.format(Locale.ROOT, "%03d.png", frame);
  }

  private static void write(Path folder, List<List<Person>> truth) throws IOException {
    List<String> lines = new ArrayList<>();
    for (int f = 0; f < truth.size(); f++) {
      lines.add("frame");
      for (Person each : truth.get(f)) {
        StringBuilder line = new StringBuilder(each.number + " " + each.visible);
        for (double number : each.points.toArray()) {
          line.append(' ').append(number);
        }
        lines.add(line.toString());
      }
    }
    Files.write(folder.resolve(TRUTH), lines);
  }

  private static FilmFrames read(Path folder) throws IOException {
    List<List<Person>> truth = new ArrayList<>();
    for (String line : Files.readAllLines(folder.resolve(TRUTH))) {
      if (line.equals("frame")) {
        truth.add(new ArrayList<>());
        continue;
      }
      String[] words = line.split(" ");
      double[] xy = Arrays.stream(words).skip(2).mapToDouble(Double::parseDouble).toArray();
      truth
          .get(truth.size() - 1)
          .add(
              new Person(
                  Integer.parseInt(words[0]), Double.parseDouble(words[1]), Keypoints.of(xy)));
    }
    return new FilmFrames(folder, truth);
  }
}
