package kpnative.data.load;

import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kpnative.geometry.Size;
import kpnative.image.Channels;
import kpnative.image.Image;
import kpnative.image.PhotographFrame;
import kpnative.natives.NativeScope;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Decoded pictures in one file, mapped into memory: the next run decodes nothing, two processes
 * share one copy, and what is not needed costs no memory.
 *
 * <p>It is replaced at once or not at all, and never changed, so one that is mapped stays whole.
 * Who shortens it by other means while it is used ends the process. Thread-safe for readers.
 */
public final class CacheFile implements AutoCloseable {
  private final Channels channels;
  private final List<Held> held = new ArrayList<>();

  /** Reachable as long as the images: whoever collects a buffer unmaps it. */
  private final List<MappedByteBuffer> segments = new ArrayList<>();

  private record Held(String name, int reduction, Image image) {}

  private record Key(String name, int reduction) {}

  /** Receives a picture. */
  @FunctionalInterface
  interface Receiver {
    /** Takes a picture, borrowed as long as the file is open. */
    void take(String source, int reduction, Image picture);
  }

  /** Hears how far the writing is. */
  @FunctionalInterface
  public interface Progress {
    /** Called after each picture. */
    void decoded(int pictures, int ofAll);
  }

  private CacheFile(Channels channels) {
    this.channels = channels;
  }

  /**
   * Maps a file that holds what a training wants.
   *
   * @param wanted each is looked up, and its file's size and time compared
   * @param maxBytes bound on the kept pixels, with which the file must have been written
   * @throws NoSuchFileException if there is none
   * @throws IOException if it is damaged, of other pictures, or one of them has changed; one line
   *     with its path
   */
  public static CacheFile open(
      CachePlace place, Channels channels, List<ReducedPicture> wanted, long maxBytes)
      throws IOException {
    Path file = place.file();
    try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ)) {
      CacheIndex index = CacheIndex.read(in);
      if (index.channels() != channels) {
        throw new IOException("holds pictures that are " + index.channels());
      }
      if (index.maxBytes() != maxBytes) {
        throw new IOException(
            "was written for data.cache_mb %d, where it is %d"
                .formatted(index.maxBytes() >> 20, maxBytes >> 20));
      }
      List<CacheEntry> entries = entries(index, place, wanted);
      CacheFile opened = new CacheFile(channels);
      opened.map(in, index, wanted, entries);
      return opened;
    } catch (NoSuchFileException e) {
      throw e;
    } catch (IOException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
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
            w.picture().path()
                + " is not in it"
                + (w.reduction() == 1 ? "" : ", reduced by " + w.reduction()));
      }
      if (!entry.state().equals(CacheEntry.State.of(w.picture()))) {
        throw new IOException(w.picture().path() + " has changed since it was written");
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

  /** {@return what its pictures hold} */
  public Channels channels() {
    return channels;
  }

  /** {@return the number of pictures that it holds of those that are wanted} */
  public int size() {
    return held.size();
  }

  /** {@return the bytes of those pictures} */
  public long pixelBytes() {
    return held.stream().mapToLong(h -> h.image.bytes()).sum();
  }

  void forEach(Receiver receiver) {
    held.forEach(h -> receiver.take(h.name, h.reduction, h.image));
  }

  /** Gives the pictures up; none may be in use. Idempotent. */
  @Override
  public void close() {
    held.forEach(h -> h.image.close());
    held.clear();
    segments.clear();
  }
}
