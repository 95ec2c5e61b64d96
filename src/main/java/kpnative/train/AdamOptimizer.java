package kpnative.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import kpnative.natives.Construction;
import kpnative.natives.Owned;
import kpnative.recipe.OptimizerSettings;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;

/**
 * Adam or AdamW over all parameters in one native call, or in one call per {@link Pace}, with state
 * that can be saved.
 *
 * <p>It runs LibTorch's fused kernels, which make one pass over weight, gradient and both moments;
 * LibTorch's own optimiser classes make about ten, and their state is not accessible from Java.
 * ADAM adds {@code weightDecay * weight} to the gradient [1]; ADAMW shrinks the weight by {@code lr
 * * weightDecay} [2].
 *
 * <p>Gradients live as long as this object: they are allocated once, autograd adds into them, and
 * {@link #zeroGradients} clears them in place. So {@code Module.zero_grad()}, which discards them,
 * must not be called. A parameter that the loss does not depend on has a gradient of zero.
 *
 * <p>Parameters may be on a GPU: the state and the step counter are on the parameters' device. Not
 * thread-safe.
 *
 * <p>[1] Kingma and Ba 2015, arXiv 1412.6980. [2] Loshchilov and Hutter 2019, arXiv 1711.05101.
 */
final class AdamOptimizer implements AutoCloseable {
  // index of the argument lr in the kernels' schemas
  private static final int LR = 6;

  private final List<String> names = new ArrayList<>();
  private final List<Tensor> parameters = new ArrayList<>();
  private final List<Owned<Tensor>> gradients = new ArrayList<>();
  private final Map<String, Owned<Tensor>> state = new LinkedHashMap<>();
  private final List<Owned<IValue>> arguments = new ArrayList<>();
  private final IValue allGradients;
  private final List<Group> groups = new ArrayList<>();
  private final ListKernel adam;
  private final ListKernel zero;
  private final Owned<Scalar> one;

  /**
   * Parameters that share a pace.
   *
   * @param step how often they were updated: Adam's correction of young averages needs each one's
   *     own
   * @param call the kernel's arguments; lr, at index LR, is replaced at each step
   */
  private record Group(Pace pace, Tensor step, IValue[] call) {}

  /** An optimiser with one learning rate for all parameters. */
  AdamOptimizer(Map<String, Tensor> parameters, OptimizerSettings settings) {
    this(parameters, settings, name -> Pace.ALWAYS);
  }

  /**
   * Allocates state, and the gradients that are missing, with the strides of the parameters: set
   * the parameters' memory format (channels-last) and device before.
   *
   * @param parameters by name, in a fixed order; borrowed, must outlive this. Frozen ones ({@code
   *     requires_grad} false) are left out
   * @param settings betas, epsilon, weight decay; the learning rate is an argument of each step
   * @param paces by the parameter's name
   * @throws IllegalArgumentException if no parameter is trainable, a parameter is not dense
   *     float32, or a gradient has other strides than its parameter
   */
  AdamOptimizer(
      Map<String, Tensor> parameters, OptimizerSettings settings, Function<String, Pace> paces) {
    try (Construction making = new Construction();
        NoGradGuard noGrad = new NoGradGuard()) {
      making.own(gradients, all -> all.forEach(Owned::close));
      making.own(state, all -> all.values().forEach(Owned::close));
      making.own(arguments, all -> all.forEach(Owned::close));
      parameters.forEach(
          (name, parameter) -> {
            if (parameter.requires_grad()) {
              check(name, parameter);
              this.names.add(name);
              this.parameters.add(parameter);
            }
          });
      if (names.isEmpty()) {
        throw new IllegalArgumentException(
            "no parameter to train among the " + parameters.size() + " given");
      }
      for (Tensor parameter : this.parameters) {
        gradients.add(Owned.retain(gradientOf(parameter)));
      }
      List<Tensor> means = newState("exp_avg/");
      List<Tensor> squares = newState("exp_avg_sq/");
      Tensor first = this.parameters.get(0);
      one = making.retain(new Scalar(1.0));
      allGradients = keep(ListKernel.list(this.gradients.stream().map(Owned::get).toList()));
      Map<Pace, List<Integer>> members = new LinkedHashMap<>();
      for (int i = 0; i < names.size(); i++) {
        members.computeIfAbsent(paces.apply(names.get(i)), p -> new ArrayList<>()).add(i);
      }
      members.forEach(
          (pace, of) -> {
            Tensor step =
                state
                    .computeIfAbsent(
                        pace.from() == 0 ? "step" : "step/" + pace.from(),
                        n ->
                            Owned.retain(
                                torch.zeros(new long[0], new TensorOptions(first.device()))))
                    .get();
            groups.add(new Group(pace, step, call(settings, of, step, means, squares)));
          });
      adam =
          making.own(
              new ListKernel(
                  switch (settings.kind()) {
                    case ADAM -> "aten::_fused_adam_";
                    case ADAMW -> "aten::_fused_adamw_";
                  },
                  ""),
              ListKernel::close);
      zero = making.own(new ListKernel("aten::_foreach_zero_", ""), ListKernel::close);
      making.done();
    }
  }

  /** Sets every gradient to zero, in place. */
  void zeroGradients() {
    zero.call(allGradients);
  }

  /** Updates every parameter whose pace begins with the training. */
  void step(double lr) {
    step(lr, 0);
  }

  /**
   * Updates every parameter that is no longer frozen.
   *
   * @param progress the fraction of the training that is done
   * @param lr the learning rate of this step, 0 or more
   * @throws IllegalStateException if a gradient tensor was replaced: the optimiser would update
   *     with the old one
   */
  void step(double lr, double progress) {
    for (int i = 0; i < parameters.size(); i++) {
      if (!parameters.get(i).mutable_grad().is_same(gradients.get(i).get())) {
        throw new IllegalStateException(
            "the gradient of " + names.get(i) + " was replaced; clear it with zeroGradients()");
      }
    }
    try (NoGradGuard noGrad = new NoGradGuard()) {
      List<Group> due = groups.stream().filter(g -> g.pace.isDue(progress)).toList();
      List<Tensor> counted = new ArrayList<>(); // groups of one beginning share a counter
      for (Group group : due) {
        if (counted.stream().noneMatch(group.step::is_same)) {
          group.step.add_(one.get());
          counted.add(group.step);
        }
      }
      for (Group group : due) {
        try (IValue rate = new IValue(lr * group.pace.factor())) {
          IValue[] now = group.call.clone();
          now[LR] = rate;
          adam.call(now);
        }
      }
    }
  }

  /** {@return the gradients as a kernel's argument, borrowed} */
  IValue gradientList() {
    return allGradients;
  }

  /**
   * {@return the state that a resumed run needs, borrowed: {@code exp_avg/NAME} and {@code
   * exp_avg_sq/NAME} for each trained parameter, {@code step}, and {@code step/FRACTION} of those
   * that are frozen until then; restored by copying into them}
   */
  Map<String, Tensor> stateTensors() {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    state.forEach((name, owned) -> tensors.put(name, owned.get()));
    return Collections.unmodifiableMap(tensors);
  }

  /** Frees state and lists; the gradients stay with their parameters. Idempotent. */
  @Override
  public void close() {
    adam.close();
    zero.close();
    one.close();
    arguments.forEach(Owned::close);
    gradients.forEach(Owned::close);
    state.values().forEach(Owned::close);
  }

  private IValue[] call(
      OptimizerSettings settings,
      List<Integer> members,
      Tensor step,
      List<Tensor> means,
      List<Tensor> squares) {
    List<Tensor> steps = Collections.nCopies(members.size(), step);
    return new IValue[] {
      keep(ListKernel.list(members.stream().map(parameters::get).toList())),
      keep(ListKernel.list(members.stream().map(i -> gradients.get(i).get()).toList())),
      keep(ListKernel.list(members.stream().map(means::get).toList())),
      keep(ListKernel.list(members.stream().map(squares::get).toList())),
      keep(ListKernel.list(List.of())), // max_exp_avg_sqs, of AMSGrad
      keep(ListKernel.list(steps)),
      keep(new IValue(settings.lr())),
      keep(new IValue(settings.beta1())),
      keep(new IValue(settings.beta2())),
      keep(new IValue(settings.weightDecay())),
      keep(new IValue(settings.epsilon())),
      keep(new IValue(false)), // amsgrad
      keep(new IValue(false)), // maximize
      keep(new IValue()), // grad_scale: None
      keep(new IValue()), // found_inf: None
    };
  }

  private List<Tensor> newState(String prefix) {
    List<Tensor> tensors = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      Owned<Tensor> owned = Owned.retain(torch.zeros_like(parameters.get(i)));
      state.put(prefix + names.get(i), owned);
      tensors.add(owned.get());
    }
    return tensors;
  }

  private IValue keep(IValue argument) {
    arguments.add(Owned.retain(argument));
    return argument;
  }

  private static void check(String name, Tensor parameter) {
    if (parameter.scalar_type().intern() != torch.ScalarType.Float
        || !parameter.is_non_overlapping_and_dense()) {
      throw new IllegalArgumentException(
          "parameter "
              + name
              + " must be a dense float32 tensor, got "
              + parameter.scalar_type()
              + " with strides "
              + Arrays.toString(strides(parameter)));
    }
    Tensor gradient = parameter.mutable_grad();
    if (gradient.defined() && !Arrays.equals(strides(parameter), strides(gradient))) {
      // the CPU kernel iterates over raw memory and would pair the wrong elements
      throw new IllegalArgumentException(
          "the gradient of "
              + name
              + " has strides "
              + Arrays.toString(strides(gradient))
              + ", its parameter "
              + Arrays.toString(strides(parameter)));
    }
  }

  private static Tensor gradientOf(Tensor parameter) {
    Tensor slot = parameter.mutable_grad();
    if (!slot.defined()) {
      slot.put(torch.zeros_like(parameter)); // keeps the strides
    }
    return new Tensor(slot); // an owned reference: the slot's content may be replaced
  }

  private static long[] strides(Tensor tensor) {
    long[] strides = new long[Math.toIntExact(tensor.dim())];
    for (int i = 0; i < strides.length; i++) {
      strides[i] = tensor.stride(i);
    }
    return strides;
  }
}
