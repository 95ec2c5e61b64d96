package kpnative.data.load;

import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import kpnative.files.FileNames;
import kpnative.files.InputFile;
import kpnative.geometry.Size;
import kpnative.image.Channels;
import kpnative.image.Image;
import kpnative.image.PhotographFrame;
import kpnative.natives.NativeScope;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Decoded pictures in one memory-mapped file. Later runs decode nothing, processes share one copy,
 * and pictures that are not used take no memory.
 *
 * <p>The file is replaced atomically and never modified, so a mapped file stays intact. If another
 * program truncates it while it is mapped, the process crashes. Thread-safe for readers.
 */
public final class CacheFile implements AutoCloseable {
  private final Channels channels;
  private final List<Held> held = new ArrayList<>();
  private final List<ReducedPicture> undecodable = new ArrayList<>();

  /** Kept reachable as long as the images: a buffer is unmapped when it is garbage-collected. */
  private final List<MappedByteBuffer> segments = new ArrayList<>();

  private record Held(String name, int reduction, Image image) {}

  private record Key(String name, int reduction) {}

  /** Receives a picture. */
  @FunctionalInterface
  interface Receiver {
    /** Receives a picture, borrowed until the file is closed. */
    void take(String source, int reduction, Image picture);
  }

  /** Receives the progress of writing a file. */
  @FunctionalInterface
  public interface Progress {
    /** Called after each picture. */
    void decoded(int pictures, int ofAll);
  }

  private CacheFile(Channels channels) {
    this.channels = channels;
  }

  /**
   * Maps a file that holds the wanted pictures.
   *
   * @param wanted the pictures to look up; the size and time of each one's file must match the
   *     entry
   * @param maxBytes limit on the kept pixels, bytes; must be the limit that the file was written
   *     with
   * @throws NoSuchFileException if there is no such file
   * @throws IOException if the file is damaged or lacks a wanted picture, or a picture has changed;
   *     the message is one line with the file's path
   */
  public static CacheFile open(
      CachePlace place, Channels channels, List<ReducedPicture> wanted, long maxBytes)
      throws IOException {
    Path file = place.file();
    try (FileChannel in = InputFile.channel(file, "a cache of pictures")) {
      CacheIndex index = CacheIndex.read(in);
      if (index.channels() != channels) {
        throw new IOException("expected " + channels + " pictures, got " + index.channels());
      }
      if (index.maxBytes() != maxBytes) {
        throw new IOException(
            String.format(
                Locale.ROOT,
                "was written for data.cache_mb %d, where it is %d",
                index.maxBytes() >> 20,
                maxBytes >> 20));
      }
      List<CacheEntry> entries = entries(index, place, wanted);
      CacheFile opened = new CacheFile(channels);
      opened.map(in, index, wanted, entries);
      return opened;
    } catch (FileSystemException e) {
      throw e; // names the file
    } catch (IOException e) {
      throw new IOException(FileNames.text(file) + ": " + e.getMessage(), e);
    }
  }

  /** {@return the entry of each wanted picture} */
  private static List<CacheEntry> entries(
      CacheIndex index, CachePlace place, List<ReducedPicture> wanted) throws IOException {
    Map<Key, CacheEntry> known = new HashMap<>();
    index.entries().forEach(e -> known.put(new Key(e.name(), e.reduction()), e));
    List<CacheEntry> entries = new ArrayList<>(wanted.size());
    for (ReducedPicture w : wanted) {
      CacheEntry entry = known.get(new Key(place.nameOf(w.picture()), w.reduction()));
      if (entry == null) {
        throw new IOException(
            FileNames.text(w.picture().path())
                + " is not in it"
                + (w.reduction() == 1 ? "" : ", reduced by " + w.reduction()));
      }
      if (!entry.state().equals(CacheEntry.State.of(w.picture()))) {
        throw new IOException(
            FileNames.text(w.picture().path()) + " has changed since it was written");
      }
      entries.add(entry);
    }
    return entries;
  }

  private void map(
      FileChannel in, CacheIndex index, List<ReducedPicture> wanted, List<CacheEntry> entries)
      throws IOException {
    List<BytePointer> starts = new ArrayList<>();
    for (long at = 0; at < index.pixelsEnd(); at += index.segment()) {
      long length = Math.min(index.segment(), index.pixelsEnd() - at);
      segments.add(in.map(FileChannel.MapMode.READ_ONLY, at, length));
    }
    try (NativeScope scope = NativeScope.open()) {
      segments.forEach(s -> starts.add(new BytePointer(s)));
      int type = channels == Channels.GRAY ? opencv_core.CV_8UC1 : opencv_core.CV_8UC3;
      for (int i = 0; i < entries.size(); i++) {
        CacheEntry e = entries.get(i);
        if (e.offset() == CacheEntry.UNDECODABLE) {
          undecodable.add(wanted.get(i));
        }
        if (e.frame().isPresent()) {
          PhotographFrame frame = e.frame().get();
          Size size = frame.size();
          BytePointer segment = starts.get((int) (e.offset() / index.segment()));
          BytePointer at = segment.position(e.offset() % index.segment());
          Mat pixels = new Mat(size.height(), size.width(), type, at);
          ReducedPicture w = wanted.get(i);
          held.add(new Held(w.picture().name(), w.reduction(), Image.owning(pixels, frame)));
        }
      }
    }
  }

  /** {@return the channels of its pictures} */
  public Channels channels() {
    return channels;
  }

  /** {@return the number of wanted pictures that it holds} */
  public int size() {
    return held.size();
  }

  /** {@return the wanted pictures that could not be decoded when it was written} */
  public List<ReducedPicture> undecodable() {
    return List.copyOf(undecodable);
  }

  /** {@return the size of those pictures' pixels, bytes} */
  public long pixelBytes() {
    return held.stream().mapToLong(h -> h.image.bytes()).sum();
  }

  void forEach(Receiver receiver) {
    held.forEach(h -> receiver.take(h.name, h.reduction, h.image));
  }

  /** Releases the pictures; none may be in use. Idempotent. */
  @Override
  public void close() {
    held.forEach(h -> h.image.close());
    held.clear();
    segments.clear();
  }
}
