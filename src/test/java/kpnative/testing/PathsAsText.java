package kpnative.testing;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.CompoundAssignmentTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * Where source code makes text of a path by Java's own way, which shows U+FFFD where the locale's
 * encoding lacks a name's characters: {@code path.toString()}, a string with a path or a collection
 * of paths added to it, and paths given to {@code append}, {@code format}, {@code print} and {@code
 * valueOf}.
 */
/*
 * Bytecode does not tell: javac makes of the sum String.valueOf(Object), which holds no type. So the
 * compiler itself is asked for the types of expressions in the source.
 */
public final class PathsAsText {
  private static final Set<String> TEXT_MAKERS =
      Set.of("append", "insert", "format", "print", "println", "printf", "toString", "valueOf");

  private final Trees trees;
  private final JavacTask compiler;
  private final TypeMirror path;
  private final List<String> found = new ArrayList<>();

  private PathsAsText(JavacTask compiler) {
    this.trees = Trees.instance(compiler);
    this.compiler = compiler;
    this.path = compiler.getElements().getTypeElement("java.nio.file.Path").asType();
  }

  /**
   * {@return a line for each place: file, line and expression}
   *
   * @param sources sources that compile beside the test's class path
   * @throws IllegalArgumentException if they don't compile
   */
  public static List<String> in(Iterable<? extends JavaFileObject> sources) throws IOException {
    List<String> errors = new ArrayList<>();
    JavacTask compiler =
        (JavacTask)
            ToolProvider.getSystemJavaCompiler()
                .getTask(
                    null,
                    null,
                    told -> {
                      if (told.getKind() == Diagnostic.Kind.ERROR) {
                        errors.add(told.toString());
                      }
                    },
                    List.of(
                        "-proc:none",
                        "-nowarn",
                        "-classpath",
                        System.getProperty("java.class.path")),
                    null,
                    sources);
    List<CompilationUnitTree> units = new ArrayList<>();
    compiler.parse().forEach(units::add);
    compiler.analyze();
    if (!errors.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n", errors));
    }
    PathsAsText places = new PathsAsText(compiler);
    units.forEach(unit -> places.new Scanner(unit).scan(unit, null));
    return places.found;
  }

  private final class Scanner extends TreePathScanner<@Nullable Void, @Nullable Void> {
    private final CompilationUnitTree unit;

    private Scanner(CompilationUnitTree unit) {
      this.unit = unit;
    }

    @Override
    public @Nullable Void visitBinary(BinaryTree sum, @Nullable Void none) {
      if (sum.getKind() == Tree.Kind.PLUS) {
        check(sum.getLeftOperand());
        check(sum.getRightOperand());
      }
      return super.visitBinary(sum, null);
    }

    @Override
    public @Nullable Void visitCompoundAssignment(CompoundAssignmentTree sum, @Nullable Void none) {
      check(sum.getExpression());
      return super.visitCompoundAssignment(sum, null);
    }

    @Override
    public @Nullable Void visitMemberReference(MemberReferenceTree method, @Nullable Void none) {
      if (method.getName().contentEquals("toString")) {
        check(method.getQualifierExpression());
      }
      return super.visitMemberReference(method, null);
    }

    @Override
    public @Nullable Void visitMethodInvocation(MethodInvocationTree call, @Nullable Void none) {
      if (trees.getElement(getCurrentPath()) instanceof ExecutableElement method
          && TEXT_MAKERS.contains(method.getSimpleName().toString())) {
        if (call.getMethodSelect() instanceof MemberSelectTree selected
            && method.getParameters().isEmpty()) {
          check(new TreePath(getCurrentPath(), selected), selected.getExpression());
        }
        for (int i = 0; i < call.getArguments().size(); i++) {
          if (!takesPath(method, i)) {
            check(call.getArguments().get(i));
          }
        }
      }
      return super.visitMethodInvocation(call, null);
    }

    private boolean takesPath(ExecutableElement method, int argument) {
      List<? extends VariableElement> all = method.getParameters();
      return isPath(all.get(Math.min(argument, all.size() - 1)).asType());
    }

    private void check(Tree operand) {
      check(getCurrentPath(), operand);
    }

    private void check(TreePath parent, Tree operand) {
      TypeMirror type = trees.getTypeMirror(new TreePath(parent, operand));
      if (isPath(type) || (type instanceof DeclaredType d && holdsPaths(d))) {
        long at = trees.getSourcePositions().getStartPosition(unit, operand);
        found.add(
            unit.getSourceFile().getName()
                + ":"
                + unit.getLineMap().getLineNumber(at)
                + ": "
                + operand);
      }
    }

    private boolean holdsPaths(DeclaredType type) {
      return type.getTypeArguments().stream().anyMatch(this::isPath);
    }

    private boolean isPath(@Nullable TypeMirror type) {
      return type instanceof DeclaredType && compiler.getTypes().isSubtype(type, path);
    }
  }
}
