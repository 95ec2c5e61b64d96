package kpnative.train;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import kpnative.codec.CoordinateCodec;
import kpnative.codec.MapDecoding;
import kpnative.crop.MirrorPair;
import kpnative.data.load.View;
import kpnative.infer.DetectorSpec;
import kpnative.natives.Construction;
import kpnative.natives.Device;
import kpnative.natives.NativeScope;
import kpnative.natives.Owned;
import kpnative.network.MapForm;
import kpnative.network.RawMaps;
import kpnative.network.TorchModule;
import kpnative.recipe.Recipe;
import kpnative.recipe.TeacherSettings;
import kpnative.weights.TensorData;
import kpnative.weights.Tensors;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * Trained networks that say where the keypoints of a batch are, each from its own picture of a
 * sample, plain and, if its spec says so, mirrored. Their answers are joined to one, with a
 * covariance: of each answer's map, and of the answers about their mean. Owns the networks. Not
 * thread-safe.
 */
final class Teachers implements AutoCloseable {
  /**
   * A point that is found this near to the input's edge, as a fraction of its side, may lie beyond
   * it, where the expectation of a map cannot be.
   */
  private static final double EDGE = 0.02;

  private final List<Teacher> teachers = new ArrayList<>();
  private final List<View> views;
  private final TeacherSettings settings;
  private final double unknown;
  private final CoordinateCodec codec;

  /** An answer for each sample and keypoint: {@code [B, K, 2]} and {@code [B, K, 3]}; scratch. */
  private record Answer(Tensor xy, Tensor covariance) {}

  /** A network, and the tensors with which its answers are put in order, on its device. */
  private record Teacher(
      TeacherFile file,
      TorchModule module,
      Owned<Tensor> positions,
      Optional<Owned<Tensor>> partners) {
    void close() {
      positions.close();
      partners.ifPresent(Owned::close);
      module.close();
    }
  }

  /**
   * The teachers of a recipe's network, on {@code device}.
   *
   * @param files at least one
   */
  Teachers(List<TeacherFile> files, Recipe recipe, Device device) {
    settings = recipe.train().teacher();
    unknown = recipe.loss().sigma();
    codec = recipe.codec();
    Set<View> different = new LinkedHashSet<>();
    files.forEach(file -> different.add(file.view()));
    views = List.copyOf(different);
    boolean done = false;
    try {
      for (TeacherFile file : files) {
        teachers.add(teacher(file, device));
      }
      done = true;
    } finally {
      if (!done) {
        close();
      }
    }
  }

  private static Teacher teacher(TeacherFile file, Device device) {
    DetectorSpec spec = file.file().spec();
    try (NativeScope scope = NativeScope.open();
        Construction making = new Construction()) {
      TorchModule module = making.own(file.file().module(device), TorchModule::close);
      Owned<Tensor> positions = making.retain(index(file.index(), device));
      Optional<Owned<Tensor>> partners =
          spec.mirrorPair().map(MirrorPair::partners).map(p -> making.retain(index(p, device)));
      making.done();
      return new Teacher(file, module, positions, partners);
    }
  }

  private static Tensor index(int[] numbers, Device device) {
    long[] wide = new long[numbers.length];
    for (int i = 0; i < wide.length; i++) {
      wide[i] = numbers[i];
    }
    return index(wide, device);
  }

  private static Tensor index(long[] numbers, Device device) {
    Tensor here = Tensors.toTorch(TensorData.ofLongs(numbers, numbers.length));
    return here.to(device.toTorch(), torch.ScalarType.Long);
  }

  /** {@return the different pictures of a sample that they take} */
  List<View> views() {
    return views;
  }

  /**
   * {@return what they say of a batch; scratch}
   *
   * @param pictures one tensor for each of {@link #views}, {@code [B, C, H, W]}; borrowed
   */
  Taught of(List<Tensor> pictures) {
    try (NoGradGuard noGrad = new NoGradGuard()) {
      List<Answer> answers = new ArrayList<>();
      for (Teacher teacher : teachers) {
        Tensor x = pictures.get(views.indexOf(teacher.file().view()));
        Answer plain = answer(teacher, x);
        answers.add(placed(plain, teacher));
        if (teacher.partners().isPresent()) {
          Answer other = mirrored(answer(teacher, x.flip(3)), teacher.partners().get().get());
          answers.add(placed(other, teacher));
        }
      }
      return joined(answers);
    }
  }

  /** What a network says of all its keypoints, as fractions of its input's sides. */
  private Answer answer(Teacher teacher, Tensor x) {
    TorchModule module = teacher.module();
    RawMaps raw = module.forwardAll(x);
    double origin = teacher.file().file().spec().codec().origin();
    Tensor xy = module.decode(raw.maps()).add(new Scalar(origin)).unflatten(1, -1, 2);
    boolean distributions = module.graph().mapForm().equals(Optional.of(MapForm.LOGITS));
    return new Answer(
        xy, distributions ? MapDecoding.covariance(raw.maps()) : isotropic(xy, unknown * unknown));
  }

  private static Tensor isotropic(Tensor xy, double variance) {
    Tensor each = torch.full_like(xy.select(2, 0), new Scalar(variance));
    return torch.stack(new TensorVector(each, torch.zeros_like(each), each), 2);
  }

  private static Answer mirrored(Answer answer, Tensor partners) {
    Tensor xy = answer.xy().index_select(1, partners);
    Tensor c = answer.covariance().index_select(1, partners);
    Tensor x = xy.select(2, 0).neg().add(new Scalar(1.0));
    return new Answer(
        torch.stack(new TensorVector(x, xy.select(2, 1)), 2),
        torch.stack(new TensorVector(c.select(2, 0), c.select(2, 1).neg(), c.select(2, 2)), 2));
  }

  /** The answer for the keypoints that are learned, as fractions of the sample's sides. */
  private static Answer placed(Answer answer, Teacher teacher) {
    double extent = teacher.file().view().extent();
    Tensor positions = teacher.positions().get();
    Tensor fromCentre = answer.xy().index_select(1, positions).sub(new Scalar(0.5));
    return new Answer(
        fromCentre.mul(new Scalar(extent)).add(new Scalar(0.5)),
        answer.covariance().index_select(1, positions).mul(new Scalar(extent * extent)));
  }

  private Taught joined(List<Answer> answers) {
    TensorVector places = new TensorVector();
    TensorVector covariances = new TensorVector();
    for (Answer answer : answers) {
      places.push_back(answer.xy());
      covariances.push_back(answer.covariance());
    }
    Tensor all = torch.stack(places, 0); // [answers, B, K, 2]
    Tensor mean = all.mean(0);
    Tensor off = all.sub(mean);
    Tensor dx = off.select(3, 0);
    Tensor dy = off.select(3, 1);
    Tensor between =
        torch.stack(
            new TensorVector(dx.mul(dx).mean(0), dx.mul(dy).mean(0), dy.mul(dy).mean(0)), 2);
    Tensor farthest = dx.mul(dx).add(dy.mul(dy)).amax(new long[] {0}, false); // [B, K]
    Tensor agreed = farthest.le(new Scalar(settings.limit() * settings.limit()));
    Tensor within =
        mean.ge(new Scalar(EDGE)).logical_and(mean.le(new Scalar(1 - EDGE))).all(2, false);
    Tensor known = agreed.logical_and(within).unsqueeze(2);
    Tensor encoded = mean.sub(new Scalar(codec.origin()));
    Tensor target = torch.where(known, encoded, new Scalar(Double.NaN)).flatten(1, 2);
    Tensor covariance = torch.stack(covariances, 0).mean(0).add(between);
    return new Taught(target, covariance, settings.weight());
  }

  /** Frees the networks. Idempotent. */
  @Override
  public void close() {
    teachers.forEach(Teacher::close);
    teachers.clear();
  }
}
