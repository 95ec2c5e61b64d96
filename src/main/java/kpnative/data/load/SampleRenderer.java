package kpnative.data.load;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import kpnative.augment.DrawnAugmentation;
import kpnative.data.AnnotatedFace;
import kpnative.data.FaceSampler;
import kpnative.data.UnreadablePictures;
import kpnative.image.Channels;
import kpnative.image.InputFormat;
import kpnative.keypoints.Keypoints;
import kpnative.keypoints.Visibility;
import kpnative.natives.NativeScope;

/**
 * Renders samples as a network receives them: made by the {@link BatchLoader} as in training, then
 * converted from tensors back to pictures and keypoints.
 */
public final class SampleRenderer {
  private SampleRenderer() {}

  /**
   * One sample.
   *
   * @param face its index in the list of faces
   * @param picture of the network's input size, gray or RGB
   * @param keypoints the learned keypoints, decoded from the targets; input frame, pixels
   * @param visibility one for each keypoint
   */
  public record Sample(
      int face, BufferedImage picture, Keypoints keypoints, List<Visibility> visibility) {
    /** Copies the list. */
    public Sample {
      visibility = List.copyOf(visibility);
    }
  }

  /**
   * {@return the samples of these faces in the first epoch}
   *
   * @param order the faces to render, by index
   * @param pictures borrowed
   * @param augmenting the augmentation; empty for none
   * @param unreadable the policy for unreadable pictures; a face that is left out has no sample
   * @throws IOException if a picture cannot be read and is not to be left out, or if no picture can
   *     be read
   */
  public static List<Sample> render(
      List<AnnotatedFace> faces,
      int[] order,
      FaceSampler sampler,
      PictureCache pictures,
      Optional<Augmenting> augmenting,
      UnreadablePictures unreadable)
      throws IOException {
    LoaderOptions options = LoaderOptions.with(unreadable);
    try (BatchLoader loader = new BatchLoader(faces, sampler, pictures, 1, 1, options)) {
      loader.start(order, 0, 0, augmenting);
      return taken(loader, sampler);
    }
  }

  /**
   * {@return the samples of these faces with augmentations that were drawn earlier}
   *
   * @param order the faces to render, by index
   * @param changes one for each face in {@code order}
   * @param pictures borrowed
   * @param augmenting that of the training run in which the changes were drawn
   * @param unreadable the policy for unreadable pictures; a face that is left out has no sample
   * @throws IOException if a picture cannot be read and is not to be left out, or if no picture can
   *     be read
   */
  public static List<Sample> replay(
      List<AnnotatedFace> faces,
      int[] order,
      List<DrawnAugmentation> changes,
      FaceSampler sampler,
      PictureCache pictures,
      Augmenting augmenting,
      UnreadablePictures unreadable)
      throws IOException {
    LoaderOptions options = LoaderOptions.with(unreadable);
    try (BatchLoader loader = new BatchLoader(faces, sampler, pictures, 1, 1, options)) {
      loader.replay(order, changes, augmenting);
      return taken(loader, sampler);
    }
  }

  private static List<Sample> taken(BatchLoader loader, FaceSampler sampler) throws IOException {
    List<Sample> samples = new ArrayList<>();
    float[] input = new float[sampler.input().values()];
    float[] target = new float[sampler.targetFloats()];
    int count = sampler.indices().length;
    for (Optional<Batch> next = loader.next(); next.isPresent(); next = loader.next()) {
      try (Batch one = next.get();
          NativeScope scope = NativeScope.open()) {
        one.input().data_ptr_float().get(input);
        one.target().data_ptr_float().get(target);
        double[] xy = new double[2 * count];
        sampler.codec().decode(target, 0, count, sampler.input().size(), xy);
        Keypoints keypoints = Keypoints.partial(xy);
        List<Visibility> shown =
            IntStream.range(0, count).mapToObj(k -> one.visibility(0, k)).toList();
        samples.add(new Sample(one.face(0), picture(input, sampler.input()), keypoints, shown));
      }
    }
    return samples;
  }

  /**
   * Converts input values {@code [H, W, C]}, channel order RGB, to a picture: the inverse of {@link
   * InputFormat}.
   */
  private static BufferedImage picture(float[] values, InputFormat format) {
    int plane = format.width() * format.height();
    boolean gray = format.channels() == Channels.GRAY;
    BufferedImage out =
        new BufferedImage(format.width(), format.height(), BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < plane; i++) {
      int red = format.toByte(values[gray ? i : 3 * i], 0);
      int green = gray ? red : format.toByte(values[3 * i + 1], 1);
      int blue = gray ? red : format.toByte(values[3 * i + 2], 2);
      int rgb = (red << 16) | (green << 8) | blue;
      out.setRGB(i % format.width(), i / format.width(), rgb);
    }
    return out;
  }
}
