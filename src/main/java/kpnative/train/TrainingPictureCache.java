package kpnative.train;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import kpnative.data.FaceSampler;
import kpnative.data.Split;
import kpnative.data.UnreadablePictures;
import kpnative.data.load.CacheFile;
import kpnative.data.load.CacheFileWriter;
import kpnative.data.load.CachePlace;
import kpnative.data.load.PictureCache;
import kpnative.data.load.ReducedPicture;
import kpnative.files.FileNames;
import kpnative.image.Channels;
import kpnative.image.ImageDecoder;
import kpnative.keypoints.KeypointSchema;
import kpnative.recipe.Recipe;

/**
 * The cache of a training's decoded pictures, as {@code data.cache} and {@code data.cache_mb} set
 * it.
 */
public final class TrainingPictureCache {
  private static final double NANOS = 1e9;

  private TrainingPictureCache() {}

  /**
   * A prepared cache file.
   *
   * @param file its path
   * @param pictures number of pictures in the file
   * @param wanted number of pictures of the data, including those that do not fit or cannot be
   *     decoded
   * @param bytes size of the decoded pictures
   * @param seconds time that it took; 0 if the file existed already
   */
  public record Prepared(Path file, int pictures, int wanted, long bytes, double seconds) {}

  /**
   * Decodes the pictures of a training into a file beside the data, unless the file exists already.
   *
   * @param data specifications as {@code --data} takes them
   * @param exclude a list of photographs to leave out
   * @param progress called after each picture
   * @param notes receives the reason why a file is written again, and one line for each item that
   *     is skipped
   * @param unreadable how to treat annotations that cannot be read and pictures that cannot be
   *     decoded, also those of a file that exists already
   * @throws IOException if data cannot be read or the file cannot be written
   * @throws IllegalArgumentException if the data are not in files
   */
  public static Prepared prepare(
      Recipe recipe,
      List<String> data,
      Optional<Path> exclude,
      CacheFile.Progress progress,
      Consumer<String> notes,
      UnreadablePictures unreadable)
      throws IOException {
    Channels channels = recipe.input().channels();
    CachePlace place =
        CachePlace.of(data, channels)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "expected --data in files, whose pictures can be decoded ahead"));
    Split split = TrainingFaces.split(recipe, data, exclude, notes, unreadable);
    List<ReducedPicture> wanted = wanted(recipe, split);
    long start = System.nanoTime();
    boolean[] isNew = {false};
    CacheFile.Progress marked =
        (done, all) -> {
          isNew[0] = true;
          progress.decoded(done, all);
        };
    try (CacheFile file = file(place, recipe, wanted, marked, notes, unreadable)) {
      if (!isNew[0]) {
        tellAgain(file.undecodable(), channels, unreadable);
      }
      double seconds = isNew[0] ? (System.nanoTime() - start) / NANOS : 0;
      return new Prepared(place.file(), file.size(), wanted.size(), file.pixelBytes(), seconds);
    }
  }

  /** Reports the pictures of a file that was written earlier which still cannot be decoded. */
  private static void tellAgain(
      List<ReducedPicture> pictures, Channels channels, UnreadablePictures unreadable)
      throws IOException {
    try (ImageDecoder decoder = new ImageDecoder()) {
      for (ReducedPicture each : pictures) {
        try {
          decoder.decode(each.picture().path(), channels, each.reduction());
        } catch (Throwable e) {
          unreadable.leaveOut(each.picture(), e);
        }
      }
    }
  }

  /**
   * {@return the picture cache that the recipe asks for; the caller closes it} If it asks for a
   * file and that cannot be used, the pictures are cached in memory.
   *
   * @param data the training's specifications
   * @param notes receives which file is used, and why one is written
   */
  static PictureCache open(Recipe recipe, Split split, List<String> data, Consumer<String> notes) {
    Channels channels = recipe.input().channels();
    long maxBytes = maxBytes(recipe);
    return switch (recipe.data().cache()) {
      case NONE -> new PictureCache(channels, 0);
      case MEMORY -> new PictureCache(channels, maxBytes);
      case FILE -> {
        Optional<CachePlace> place = CachePlace.of(data, channels);
        if (place.isEmpty()) {
          notes.accept("data.cache: the data are not in files; pictures are kept in memory");
          yield new PictureCache(channels, maxBytes);
        }
        List<ReducedPicture> wanted = wanted(recipe, split);
        try {
          UnreadablePictures later = UnreadablePictures.leftOut(line -> {}); // the loader says it
          CacheFile file = file(place.get(), recipe, wanted, (done, all) -> {}, notes, later);
          notes.accept(
              String.format(
                  Locale.ROOT,
                  "%d of %d pictures decoded, in %s",
                  file.size(),
                  wanted.size(),
                  FileNames.text(place.get().file())));
          yield new PictureCache(file, maxBytes);
        } catch (IOException e) {
          notes.accept(e.getMessage() + "; pictures are kept in memory");
          yield new PictureCache(channels, maxBytes);
        }
      }
    };
  }

  /** {@return the file, which is written first if it does not exist or holds other pictures} */
  private static CacheFile file(
      CachePlace place,
      Recipe recipe,
      List<ReducedPicture> wanted,
      CacheFile.Progress progress,
      Consumer<String> notes,
      UnreadablePictures unreadable)
      throws IOException {
    Channels channels = recipe.input().channels();
    long maxBytes = maxBytes(recipe);
    try {
      return CacheFile.open(place, channels, wanted, maxBytes);
    } catch (NoSuchFileException absent) {
      notes.accept("decoding " + wanted.size() + " pictures into " + FileNames.text(place.file()));
    } catch (IOException e) {
      notes.accept(e.getMessage() + "; decoding " + wanted.size() + " pictures again");
    }
    CacheFileWriter.write(place, channels, wanted, maxBytes, progress, unreadable);
    return CacheFile.open(place, channels, wanted, maxBytes);
  }

  /** {@return the pictures of both sides of the split; only the training side is augmented} */
  private static List<ReducedPicture> wanted(Recipe recipe, Split split) {
    KeypointSchema schema = split.train().schema();
    FaceSampler sampler =
        new FaceSampler(
            recipe.input(), recipe.box(), schema, recipe.keypointIndices(schema), recipe.codec());
    Set<ReducedPicture> wanted = new LinkedHashSet<>();
    wanted.addAll(
        ReducedPicture.of(split.train().faces(), sampler, recipe.augment().largestEnlargement()));
    wanted.addAll(ReducedPicture.of(split.validation().faces(), sampler, 1));
    return new ArrayList<>(wanted);
  }

  private static long maxBytes(Recipe recipe) {
    return (long) recipe.data().cacheMb() << 20;
  }
}
