/**
 * Facial keypoints in photographs: found, followed, and learned.
 *
 * <p>Exported is what an application that detects needs, and what the signatures of that name. What
 * trains, measures and reports belongs to the command, and is reached on the class path only.
 *
 * <p>{@code static}: needed by some uses, and optional dependencies of the pom; an application on
 * the module path that has such a use requires the module itself.
 */
module kpnative {
  requires com.fasterxml.jackson.databind;
  requires transitive java.desktop; // BufferedImage
  requires org.bytedeco.dnnl;
  requires transitive org.bytedeco.javacpp;
  requires org.bytedeco.openblas;
  requires org.bytedeco.opencl; // named by the bindings of oneDNN
  requires transitive org.bytedeco.opencv; // Mat
  requires static com.fasterxml.jackson.dataformat.yaml;
  requires static info.picocli;
  requires static java.management;
  requires static jdk.httpserver; // kpnative.label
  requires static jdk.management;
  requires static org.bytedeco.ffmpeg; // kpnative.video
  requires static org.bytedeco.pytorch;
  requires static org.jspecify;
  requires static org.yaml.snakeyaml;

  exports kpnative.chip;
  exports kpnative.codec;
  exports kpnative.crop;
  exports kpnative.face;
  exports kpnative.find;
  exports kpnative.geometry;
  exports kpnative.hide;
  exports kpnative.image;
  exports kpnative.infer;
  exports kpnative.keypoints;
  exports kpnative.natives;
  exports kpnative.network;
  exports kpnative.plan;
  exports kpnative.pose;
  exports kpnative.track;
  exports kpnative.video;
  exports kpnative.weights;

  // Whose records are read from the metadata of weights.
  opens kpnative.codec to
      com.fasterxml.jackson.databind;
  opens kpnative.crop to
      com.fasterxml.jackson.databind;
  opens kpnative.image to
      com.fasterxml.jackson.databind;
  opens kpnative.infer to
      com.fasterxml.jackson.databind;
  opens kpnative.keypoints to
      com.fasterxml.jackson.databind;
  opens kpnative.network to
      com.fasterxml.jackson.databind;
}
