package kpnative.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import kpnative.geometry.Box;
import kpnative.image.Image;
import kpnative.image.ImageReader;
import kpnative.infer.BuiltInModel;
import kpnative.infer.DetectorOptions;
import kpnative.infer.Face;
import kpnative.infer.KeypointDetector;
import kpnative.natives.NativeThreads;

/**
 * A model in the jar, as the other peers are run: one thread, picture decoded, one look in a given
 * box. {@code benchmarks/peers.sh} calls it.
 *
 * <p>Arguments: the model, the jobs, the answers.
 */
public final class OwnPeer {
  private OwnPeer() {}

  /** Answers. */
  public static void main(String[] args) throws IOException {
    NativeThreads.set(1);
    List<String> answers = new ArrayList<>();
    try (KeypointDetector detector =
        KeypointDetector.of(BuiltInModel.named(args[0]), DetectorOptions.DEFAULT)) {
      for (String job : Files.readAllLines(Path.of(args[1]))) {
        String[] words = job.split("\t", -1);
        double[] b = PeerFace.numbers(words[1]);
        try (Image picture =
            ImageReader.read(Path.of(words[0]), detector.spec().input().channels())) {
          long start = System.nanoTime();
          Face face = detector.detect(picture, new Box(b[0], b[1], b[2], b[3]));
          double millis = (System.nanoTime() - start) / 1e6;
          answers.add(PeerFace.text(millis) + " " + PeerFace.text(face.keypoints().toArray()));
        }
      }
    }
    Files.write(Path.of(args[2]), answers);
  }
}
