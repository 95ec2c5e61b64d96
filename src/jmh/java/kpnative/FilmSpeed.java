package kpnative;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.imageio.ImageIO;
import kpnative.face.FaceFinder;
import kpnative.face.YuNet;
import kpnative.find.FaceKeypoints;
import kpnative.find.FindOptions;
import kpnative.image.Channels;
import kpnative.image.DecodedPhoto;
import kpnative.image.Photo;
import kpnative.natives.NativeThreads;
import kpnative.track.FaceFollower;
import kpnative.video.FilmWriter;
import kpnative.video.FrameSequence;
import kpnative.video.FrameSequences;

/**
 * What benchmarks/films.sh measures: how fast films are decoded, encoded and followed, and how long
 * a camera's frame waits for its line. Frames show one face that moves slowly over a dark ground.
 */
public final class FilmSpeed {
  private static final int WIDTH = 640;
  private static final int HEIGHT = 480;

  private FilmSpeed() {}

  /**
   * make FILM FRAMES | copy FILM OUT | decode FILM | yunet FILM ONNX | latency FRAMES COMMAND...
   */
  @SuppressWarnings("SystemOut")
  public static void main(String[] args) throws Exception {
    switch (args[0]) {
      case "make" -> make(Path.of(args[1]), Integer.parseInt(args[2]));
      case "copy" -> copy(Path.of(args[1]), Optional.of(Path.of(args[2])));
      case "decode" -> copy(Path.of(args[1]), Optional.empty());
      case "yunet" -> yunet(Path.of(args[1]), Path.of(args[2]));
      case "latency" -> latency(Integer.parseInt(args[1]), List.of(args).subList(2, args.length));
      default -> throw new IllegalArgumentException(args[0]);
    }
  }

  private static BufferedImage frame(BufferedImage face, int n) {
    BufferedImage frame = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D g = frame.createGraphics();
    g.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    g.setColor(new Color(60, 70, 80));
    g.fillRect(0, 0, WIDTH, HEIGHT);
    for (int i = 0; i < 40; i++) { // something that the encoder has to keep
      g.setColor(new Color(40 + i * 37 % 90, 50 + i * 53 % 90, 60 + i * 71 % 90));
      g.fillRect(i * 97 % WIDTH, i * 61 % HEIGHT, 50, 30);
    }
    double x = 180 + 120 * Math.sin(n / 40.0);
    double y = 80 + 40 * Math.sin(n / 25.0);
    g.drawImage(face, (int) Math.round(x), (int) Math.round(y), 260, 300, null);
    g.dispose();
    return frame;
  }

  private static BufferedImage face() throws IOException {
    BufferedImage group = ImageIO.read(Path.of("docs/images/group.png").toFile());
    return group.getSubimage(0, 0, group.getWidth() / 4, group.getHeight());
  }

  private static void make(Path film, int frames) throws IOException {
    BufferedImage face = face();
    try (FilmWriter out = new FilmWriter(film, 25)) {
      for (int i = 0; i < frames; i++) {
        out.add(frame(face, i), i / 25.0);
      }
    }
  }

  /** Decodes, and encodes what it decoded, on one thread. */
  private static void copy(Path film, Optional<Path> to) throws IOException {
    List<Long> times = new ArrayList<>();
    try (FrameSequence frames = FrameSequences.open(film, 25);
        FilmWriter out = to.isPresent() ? new FilmWriter(to.get(), frames.rate()) : null) {
      for (var f = frames.next(); f.isPresent(); f = frames.next()) {
        if (out != null) {
          try (DecodedPhoto photo = f.get().photo().decode()) {
            out.add(photo.in(Channels.COLOR).toBufferedImage(), f.get().seconds());
          }
        }
        times.add(System.nanoTime());
      }
    }
    rate(to.isPresent() ? "decode and encode" : "decode", times);
  }

  private static void yunet(Path film, Path onnx) throws IOException {
    NativeThreads.set(1);
    List<Long> times = new ArrayList<>();
    int found = 0;
    try (FrameSequence frames = FrameSequences.open(film, 25);
        FaceFinder finder = YuNet.load(onnx)) {
      for (var f = frames.next(); f.isPresent(); f = frames.next()) {
        try (DecodedPhoto photo = f.get().photo().decode()) {
          found += finder.find(photo.in(Channels.COLOR)).size();
        }
        times.add(System.nanoTime());
      }
    }
    rate("decode and YuNet, " + found + " boxes", times);
  }

  /** Prints the rate after the first fifth, in which the JVM warms up. */
  @SuppressWarnings("SystemOut")
  private static void rate(String what, List<Long> times) {
    int from = times.size() / 5;
    double seconds = (times.get(times.size() - 1) - times.get(from)) / 1e9;
    System.out.printf(
        Locale.ROOT,
        "%s: %.1f frames/s, %.2f ms of the thread's processor time a frame%n",
        what,
        (times.size() - 1 - from) / seconds,
        ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1e6 / times.size());
  }

  /**
   * Feeds raw frames to a command's standard input, twenty a second, and takes the time from each
   * frame's last byte to its line; then what the detection alone takes in this process.
   */
  private static void latency(int count, List<String> command) throws Exception {
    BufferedImage face = face();
    List<BufferedImage> pictures = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      pictures.add(frame(face, i));
    }
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    List<Double> waits = new ArrayList<>();
    long[] sent = new long[count];
    Thread reader =
        new Thread(
            () -> {
              try (BufferedReader lines =
                  new BufferedReader(
                      new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                  long now = System.nanoTime();
                  int at = line.indexOf("\"seconds\":") + 10;
                  double seconds = Double.parseDouble(line.substring(at, line.indexOf(',', at)));
                  waits.add((now - sent[(int) Math.round(seconds * 20)]) / 1e6);
                }
              } catch (IOException e) {
                throw new IllegalStateException(e);
              }
            });
    reader.start();
    try (OutputStream out = process.getOutputStream()) {
      out.write(
          ("YUV4MPEG2 W" + WIDTH + " H" + HEIGHT + " F20:1 Ip C420jpeg\n")
              .getBytes(StandardCharsets.US_ASCII));
      for (int i = 0; i < count; i++) {
        byte[] yuv = yuv(pictures.get(i));
        Thread.sleep(50);
        out.write("FRAME\n".getBytes(StandardCharsets.US_ASCII));
        out.write(yuv);
        out.flush();
        sent[i] = System.nanoTime();
      }
    }
    process.waitFor();
    reader.join();
    median("frame to line, " + waits.size() + " of " + count + " frames", waits);
    NativeThreads.set(1);
    List<Double> detections = new ArrayList<>();
    try (FaceKeypoints faces = FaceKeypoints.builtIn(FindOptions.DEFAULT)) {
      FaceFollower follower = new FaceFollower(faces);
      for (int i = 0; i < count; i++) {
        Thread.sleep(50); // as the frames come
        long began = System.nanoTime();
        follower.next(Photo.of(pictures.get(i)), i / 20.0);
        detections.add((System.nanoTime() - began) / 1e6);
      }
    }
    median("detection alone", detections);
  }

  @SuppressWarnings("SystemOut")
  private static void median(String what, List<Double> all) {
    double[] sorted =
        all.subList(all.size() / 3, all.size()).stream().mapToDouble(v -> v).sorted().toArray();
    System.out.printf(
        Locale.ROOT,
        "%s: median %.1f ms, 90 %% within %.1f ms%n",
        what,
        sorted[sorted.length / 2],
        sorted[sorted.length * 9 / 10]);
  }

  /** Three planes, BT.601, video range, the colours of every second column and row. */
  private static byte[] yuv(BufferedImage picture) {
    byte[] bgr = ((DataBufferByte) picture.getRaster().getDataBuffer()).getData();
    byte[] out = new byte[WIDTH * HEIGHT * 3 / 2];
    int quarter = WIDTH * HEIGHT / 4;
    for (int i = 0; i < WIDTH * HEIGHT; i++) {
      double b = bgr[3 * i] & 0xff;
      double g = bgr[3 * i + 1] & 0xff;
      double r = bgr[3 * i + 2] & 0xff;
      int x = i % WIDTH;
      int y = i / WIDTH;
      out[i] = (byte) Math.round(16 + 0.257 * r + 0.504 * g + 0.098 * b);
      if (x % 2 == 0 && y % 2 == 0) {
        int at = WIDTH * HEIGHT + y / 2 * (WIDTH / 2) + x / 2;
        out[at] = (byte) Math.round(128 - 0.148 * r - 0.291 * g + 0.439 * b);
        out[at + quarter] = (byte) Math.round(128 + 0.439 * r - 0.368 * g - 0.071 * b);
      }
    }
    return out;
  }
}
