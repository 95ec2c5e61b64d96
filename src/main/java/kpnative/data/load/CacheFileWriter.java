package kpnative.data.load;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import kpnative.data.UnreadablePictures;
import kpnative.files.AtomicFile;
import kpnative.files.FileTree;
import kpnative.image.Channels;
import kpnative.image.Image;
import kpnative.image.ImageDecoder;
import org.bytedeco.javacpp.BytePointer;

/** Decodes pictures into a {@link CacheFile}, one by one. */
public final class CacheFileWriter {
  private static final int CHUNK = 1 << 16;

  private final OutputStream out;
  private final Channels channels;
  private final long maxBytes;
  private final long segment;
  private final byte[] chunk = new byte[CHUNK];
  private final UnreadablePictures undecodable;
  private final List<CacheEntry> entries = new ArrayList<>();
  private long position;
  private long kept;

  private CacheFileWriter(
      OutputStream out,
      Channels channels,
      long maxBytes,
      long segment,
      UnreadablePictures undecodable) {
    this.undecodable = undecodable;
    this.out = out;
    this.channels = channels;
    this.maxBytes = maxBytes;
    this.segment = segment;
  }

  /**
   * Writes the file; an existing one is replaced atomically. Pictures that cannot be decoded, or
   * that no longer fit into the limit, are left out.
   *
   * @param maxBytes limit on the pixels, bytes
   * @param undecodable how to treat a picture that cannot be decoded
   * @throws IOException if the file cannot be written; an existing one is then unchanged
   */
  public static void write(
      CachePlace place,
      Channels channels,
      List<ReducedPicture> wanted,
      long maxBytes,
      CacheFile.Progress progress,
      UnreadablePictures undecodable)
      throws IOException {
    write(place, channels, wanted, maxBytes, progress, undecodable, CacheIndex.SEGMENT);
  }

  static void write(
      CachePlace place,
      Channels channels,
      List<ReducedPicture> wanted,
      long maxBytes,
      CacheFile.Progress progress,
      UnreadablePictures undecodable,
      long segment)
      throws IOException {
    Files.createDirectories(FileTree.folderOf(place.file()));
    AtomicFile.write(
        place.file(),
        out ->
            new CacheFileWriter(out, channels, maxBytes, segment, undecodable)
                .write(place, wanted, progress));
  }

  private void write(CachePlace place, List<ReducedPicture> wanted, CacheFile.Progress progress)
      throws IOException {
    put(CacheIndex.MAGIC, CacheIndex.MAGIC.length);
    pad(CacheIndex.ALIGNMENT);
    try (ImageDecoder decoder = new ImageDecoder()) {
      for (ReducedPicture w : wanted) {
        // taken before decoding, so that a change during decoding is noticed later
        CacheEntry.State state = CacheEntry.State.of(w.picture());
        Optional<Image> decoded = decode(decoder, w);
        Optional<Image> picture = decoded.filter(p -> kept + p.bytes() <= maxBytes);
        if (picture.isPresent()) {
          pixels(picture.get());
        }
        long without = decoded.isPresent() ? CacheEntry.NO_ROOM : CacheEntry.UNDECODABLE;
        long offset = picture.map(p -> position - p.bytes()).orElse(without);
        entries.add(
            new CacheEntry(
                place.nameOf(w.picture()),
                w.reduction(),
                state,
                picture.map(Image::frame),
                offset));
        progress.decoded(entries.size(), wanted.size());
      }
    }
    pad(CacheIndex.ALIGNMENT);
    byte[] end = new CacheIndex(channels, maxBytes, segment, position, entries).encode();
    put(end, end.length);
  }

  private Optional<Image> decode(ImageDecoder decoder, ReducedPicture wanted) throws IOException {
    try {
      return Optional.of(decoder.decode(wanted.picture().path(), channels, wanted.reduction()));
    } catch (Throwable e) {
      undecodable.leaveOut(wanted.picture(), e);
      return Optional.empty();
    }
  }

  private void pixels(Image picture) throws IOException {
    long length = picture.bytes();
    pad(CacheIndex.ALIGNMENT);
    if (position / segment != (position + length - 1) / segment) {
      pad(segment);
    }
    try (BytePointer from = new BytePointer(picture.mat().data())) {
      for (long at = 0; at < length; at += CHUNK) {
        int n = (int) Math.min(CHUNK, length - at);
        from.position(at).get(chunk, 0, n);
        put(chunk, n);
      }
    }
    kept += length;
  }

  private void put(byte[] bytes, int length) throws IOException {
    out.write(bytes, 0, length);
    position += length;
  }

  /** Writes zeros up to the next multiple of {@code multiple} bytes. */
  private void pad(long multiple) throws IOException {
    Arrays.fill(chunk, (byte) 0);
    long missing = Math.floorMod(-position, multiple);
    while (missing > 0) {
      int n = (int) Math.min(CHUNK, missing);
      put(chunk, n);
      missing -= n;
    }
  }
}
