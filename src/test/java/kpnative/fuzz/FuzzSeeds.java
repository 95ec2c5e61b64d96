package kpnative.fuzz;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import kpnative.codec.CoordinateCodec;
import kpnative.crop.BoxRule;
import kpnative.data.load.IndexSeed;
import kpnative.data.rendered.HeadSeeds;
import kpnative.face.MadeOnnx;
import kpnative.finder.FinderShape;
import kpnative.finder.FinderSpec;
import kpnative.image.Channels;
import kpnative.image.InputFormat;
import kpnative.image.PictureSeeds;
import kpnative.infer.ConfidenceCalibration;
import kpnative.infer.DetectorSpec;
import kpnative.infer.PrecisionErrors;
import kpnative.infer.ValueRanges;
import kpnative.keypoints.KeypointSchema;
import kpnative.network.NetworkSpec;
import kpnative.preview.ChangesFile;
import kpnative.train.StateText;
import kpnative.weights.SafetensorsFile;
import kpnative.weights.TensorData;

/**
 * Valid files to begin with, small and self-made, and with them those that Jazzer kept or found:
 * {@code src/test/resources/fuzz/NAME.txt}, a line of base64 each. {@code main} writes them as
 * Jazzer takes them, with files of real data sets added where there are some.
 */
final class FuzzSeeds {
  private static final int LARGEST = 1 << 15;
  private static final int MOST_REAL = 20;

  private FuzzSeeds() {}

  /**
   * Writes {@code FOLDER/NAME/} for each target.
   *
   * @param arguments FOLDER [DATA]: a folder with data sets of one's own, searched for seeds
   */
  public static void main(String[] arguments) throws IOException {
    for (FuzzTarget target : FuzzTargets.all()) {
      Path folder = Path.of(arguments[0], target.name());
      Files.createDirectories(folder);
      int n = 0;
      for (byte[] seed : of(target.name())) {
        Files.write(folder.resolve("seed-" + n++), seed);
      }
      if (arguments.length > 1) {
        for (Path real : real(Path.of(arguments[1]), target)) {
          Files.copy(real, folder.resolve("real-" + n++));
        }
      }
    }
  }

  /** {@return the seeds of a target, at least one} */
  static List<byte[]> of(String target) throws IOException {
    List<byte[]> all = new ArrayList<>(made(target));
    try (InputStream in = FuzzSeeds.class.getResourceAsStream("/fuzz/" + target + ".txt")) {
      if (in != null) {
        new String(in.readAllBytes(), StandardCharsets.US_ASCII)
            .lines()
            .filter(line -> !line.startsWith("#"))
            .map(Base64.getDecoder()::decode)
            .forEach(all::add);
      }
    }
    return all;
  }

  private static List<Path> real(Path data, FuzzTarget target) throws IOException {
    String end = target.file().substring(target.file().lastIndexOf('.') + 1);
    try (Stream<Path> files = Files.walk(data)) {
      return files
          .filter(f -> f.toString().toLowerCase(Locale.ROOT).endsWith("." + end))
          .filter(Files::isRegularFile)
          .filter(f -> f.toFile().length() <= LARGEST)
          .sorted()
          .limit(MOST_REAL)
          .toList();
    }
  }

  /** {@return those that are made here: valid, each in its own way} */
  static List<byte[]> made(String target) throws IOException {
    return switch (target) {
      case "dlib" ->
          texts(
              """
              <?xml version='1.0' encoding='UTF-8'?>
              <dataset><images><image file='face.png'><box top='5' left='6' width='30' height='31' ignore='0'><label>a</label><part name='00' x='7' y='8'/><part name='01' x='17' y='18'/></box></image></images></dataset>
              """);
      case "pts" ->
          texts("version: 1\nn_points: 2\n{\n7.5 8\n17 18.25\n}\n", "7 8\r\n17 18\r\n1e1 2\r\n");
      case "asf" -> texts("# made\n2\n\n0 0 0.1 0.2 0 1 1\n0 0 0.5 0.25 1 0 0\n\nface.png\n");
      case "csv" -> texts("file,x0,y0,x1,y1\n\"face.png\",7,8,17.5,18\nface.png,1,2,3,4\n");
      case "coco" ->
          texts(
              """
              {"info":{},"images":[{"id":1,"file_name":"face.png","width":40,"height":30}],
              "annotations":[{"id":1,"image_id":1,"category_id":1,"iscrowd":0,"num_keypoints":1,
              "keypoints":[1.5,2,2,0,0,0],"bbox":[1,2,3.5,4],"segmentation":[[1,2,3]],"score":0.5}],
              "categories":[{"id":1,"name":"face","keypoints":["a","b"],"skeleton":[[1,2]]}]}
              """);
      case "cvat" ->
          texts(
              """
              <?xml version="1.0" encoding="utf-8"?>
              <annotations><version>1.1</version><meta><task><labels><label><name>f</name><type>skeleton</type><svg>&lt;line data-node-from="1" data-node-to="2"&gt;&lt;circle data-node-id="1" data-label-name="a"&gt;&lt;circle data-node-id="2" data-label-name="b"&gt;</svg></label><label><name>a</name><parent>f</parent></label><label><name>b</name><parent>f</parent></label></labels></task></meta>
              <image id="0" name="face.png" width="40" height="30"><skeleton label="f" group_id="2"><points label="a" outside="0" occluded="1" points="1.5,2"/><points label="b" outside="1" points="0,0"/></skeleton><points label="c" points="1,2;3,4" occluded="0"><attribute name="x">y</attribute></points><points label="d" points="1,2" group_id="1"/><box label="h" xtl="1" ytl="2" xbr="3" ybr="4.5" group_id="1"/></image><track id="0"/></annotations>
              """);
      case "labelstudio" ->
          texts(
              """
              [{"id":1,"data":{"image":"/data/local-files/?d=face.png"},"meta":{"keypoints":{"f":["a"]}},"annotations":[{"was_cancelled":false,"result":[
              {"id":"r","type":"rectanglelabels","original_width":40,"original_height":30,"score":0.5,"value":{"x":1,"y":2,"width":50,"height":60,"rectanglelabels":["f"]}},
              {"id":"p","parentID":"r","original_width":40,"original_height":30,"value":{"x":10.5,"y":20,"width":1,"keypointlabels":["a"]}},
              {"id":"p","type":"choices","value":{"choices":["hidden"]}}]}],"predictions":[]}]
              """,
              """
              [{"image":"face.png","id":1,"kp":[{"x":1,"y":2,"keypointlabels":["a"],"original_width":40,"original_height":30}],"annotation_id":3}]
              """);
      case "labelme" ->
          texts(
              """
              {"version":"5.5.0","flags":{},"keypoints":["a","b"],"shapes":[{"label":"a","points":[[1.5,2]],"group_id":1,"shape_type":"point","flags":{"occluded":true}},
              {"label":"f","points":[[1,2],[3,4]],"group_id":1,"shape_type":"rectangle","flags":{}}],"imagePath":"x\\\\face.png","imageData":"AAAA","imageHeight":30,"imageWidth":40}
              """);
      case "yolo" ->
          texts(
              """
              path: .
              train: face.png
              val: [face.png]
              test:
              kpt_shape: [2, 3]
              flip_idx: [1, 0]
              names:
                0: face
              kpt_names:
                0: [a, b]
              """);
      case "yolo-labels" -> texts("0 0.5 0.5 0.25 1 0.1 0.2 2 0 0 0\n0 .5 .5 1 1 1 1 1 0 0 2\n");
      case "dlc" ->
          texts(
              """
              scorer,,,M,M,M,M
              bodyparts,,,a,a,b,b
              coords,,,x,y,x,y
              labeled-data,v,face.png,1,2,,
              """,
              """
              scorer,M,M,M,M
              individuals,p,p,q,q
              bodyparts,a,a,a,a
              coords,x,y,x,y
              v/a.png,1,2,3,4
              """);
      case "wflw" -> texts("1.5 2 ".repeat(98) + "1 2 30 40 0 1 0 0 1 0 a/face.png\n");
      case "merlrav" -> texts("version: 1\nn_points: 3\n{\n-1 -1\n-5 -6.5\n7 8\n}\n");
      case "hrnet" ->
          texts(
              "image_name,scale,center_w,center_h,original_0_x,original_0_y\nface.png,1,2,3,4,5\n");
      case "csv-set" ->
          texts("file,nose_x,nose_y,chin_x,chin_y\nface.png,7,8,,\n\"a,b\",1,2,3,4\n");
      case "dlib-set" ->
          texts(
              """
              <dataset><images><image file='face.png' width='40' height='30'><box top='5' left='6' width='30' height='31'><label>a</label><part name='00' x='7' y='8'/></box></image><image file='b.png'/></images></dataset>
              """);
      case "boxes" -> texts("file,x,y,w,h\nface.png,5,6,30,31\n\"a \"\"b\"\", c.png\",1,2,3,4\n");
      case "head" -> List.of(HeadSeeds.packed());
      case "mesh" -> texts(HeadSeeds.mesh());
      case "scenes" ->
          texts(
              """
              file,left,top,right,bottom,visible
              a.jpg,1,2,30,40.5,0.9,5,6,20,6,12,15,7,30,19,31
              """);
      case "names" -> texts("# made\nface.png\nfolder/other.jpg # two\n../up.png\nstem\n");
      case "recipe" ->
          texts(
              "name: mine\nextends: face68/quick\ntrain:\n  epochs: 3\n  lr: 1e-4\n",
              """
              name: mine
              network:
                type: cnn
                channels: [8, 16]
                kernels: [3]
              augment:
                turn: 15
              """);
      case "schema" ->
          texts(
              KeypointSchema.named("face5").orElseThrow().toYaml(),
              """
              name: a
              points: 4
              groups: {g: 0-2}
              closed: [g]
              edges: [[0, 3]]
              sigmas: [1, 1, 1, 1]
              """);
      case "mapping" ->
          texts("from: ibug68\nto: face5\npoints:\n  - [left_eye, 36-41]\n  - ['2', nose_tip]\n");
      case "set" -> texts("train.lr=1e-4", "network.channels=[8, 16]", "data.split.by=person");
      case "sweep" ->
          texts(
              "recipe: face68/quick\ngrid:\n  train.lr: [1e-3, 1e-4]\n  train.seed: [1, 2]\n",
              """
              runs:
                - {label: a, recipe: face68/quick, set: {train.epochs: 2}}
                - {label: b, recipe: face68/quick, set: ['train.lr=1e-3']}
              reference:
                title: paper
                runs: {b: {NME: 0.04}}
              """);
      case "sweep-folder" ->
          texts(
              """
              name: s
              description: ''
              recipe: face68/quick
              runs:
                - label: a
                  recipe: face68/quick
                  set: [train.epochs=2]
              axes: {train.epochs: ['2', '3']}
              reference: {title: '', columns: {}}
              settings: {version: '1', data: ['synthetic:9'], exclude: '', device: cpu, threads: 1}
              """);
      case "safetensors" -> List.of(safetensors(Map.of("note", "made")));
      case "weights" -> List.of(safetensors(Map.of(DetectorSpec.KEY, spec().toJson())));
      case "pth" -> List.of(golden("residual.pth"));
      case "pth-legacy" -> List.of(golden("residual-legacy.pth"));
      case "detector" -> texts(spec().toJson());
      case "finder" ->
          texts(
              new FinderSpec(
                      "1",
                      new FinderShape(8, List.of(8, 8, 8, 8), List.of(0, 0, 0, 1), 8),
                      0.5,
                      0.25,
                      0.5)
                  .toJson());
      case "confidence" ->
          texts(
              new ConfidenceCalibration(
                      List.of(0.5, -1.0), List.of(-1.5, -2.0), 0.05, "inter-ocular", 40)
                  .toJson());
      case "precisions" ->
          texts(new PrecisionErrors(8, Map.of("float32", 0.03, "int8", 0.031)).toJson());
      case "ranges" -> texts(new ValueRanges(new TreeMap<>(Map.of("input", 1f, "c", 2f))).toJson());
      case "state" -> texts(StateText.start());
      case "run" ->
          texts("version: '1'\ndata:\n  - 'synthetic:9'\nexclude: ''\ndevice: cpu\nthreads: 1\n");
      case "metrics" ->
          texts("epoch,train_loss,nme\n1,1.0e-3,0.05\n2,9e-4,\n", "epoch,nme\n1,NaN\n");
      case "changes" -> texts(ChangesFile.made());
      case FuzzTargets.DECODE -> PictureSeeds.all();
      case "film" -> films();
      case "onnx" -> List.of(MadeOnnx.bytes());
      case "cache" -> List.of(IndexSeed.bytes());
      default -> PictureSeeds.of(target.substring("picture-".length()));
    };
  }

  private static DetectorSpec spec() {
    return new DetectorSpec(
        "1",
        "made",
        KeypointSchema.IBUG68,
        List.of(30),
        new InputFormat(8, 8, Channels.GRAY, 0.5, 1),
        new BoxRule(BoxRule.From.ANNOTATION, 1.25),
        new CoordinateCodec(0),
        new NetworkSpec.Cnn(
            List.of(2),
            List.of(3),
            List.of(1),
            List.of(2),
            NetworkSpec.Padding.SAME,
            false,
            List.of()),
        false,
        Collections.nCopies(2 * 68, 0.5));
  }

  private static byte[] safetensors(Map<String, String> metadata) throws IOException {
    Path file = Files.createTempFile("seed", ".safetensors");
    try {
      Map<String, TensorData> tensors =
          new TreeMap<>(
              Map.of(
                  "conv1.bias", TensorData.ofFloats(new float[] {1, -2}, 2),
                  "conv1.weight", TensorData.ofFloats(new float[18], 2, 1, 3, 3),
                  "fc1.bias", TensorData.ofFloats(new float[2], 2),
                  "fc1.weight", TensorData.ofFloats(new float[64], 2, 32)));
      SafetensorsFile.write(file, tensors, metadata);
      byte[] bytes = Files.readAllBytes(file);
      // without the checksum, which mutations would never match
      String text = new String(bytes, StandardCharsets.ISO_8859_1);
      return text.replace("kpnative.crc32c", "kpnative.crc32x")
          .getBytes(StandardCharsets.ISO_8859_1);
    } finally {
      Files.delete(file);
    }
  }

  private static List<byte[]> films() throws IOException {
    List<byte[]> all = new ArrayList<>();
    for (String name : List.of("h264.mp4", "vp9.webm", "mpeg2.ts", "mjpeg.avi", "turned.mp4")) {
      try (InputStream in = FuzzSeeds.class.getResourceAsStream("/kpnative/video/" + name)) {
        all.add(in.readAllBytes());
      }
    }
    return all;
  }

  private static byte[] golden(String name) throws IOException {
    try (InputStream in = FuzzSeeds.class.getResourceAsStream("/golden/" + name)) {
      return in.readAllBytes();
    }
  }

  private static List<byte[]> texts(String... texts) {
    return Arrays.stream(texts).map(t -> t.getBytes(StandardCharsets.UTF_8)).toList();
  }
}
