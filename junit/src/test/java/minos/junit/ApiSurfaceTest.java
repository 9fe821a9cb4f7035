package minos.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import minos.format.HistoryFiles;
import minos.history.History;
import minos.recorder.Recorder;
import minos.report.ReportDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What others may call is what was approved: docs/api has a list for each module. A change that is
 * meant is approved by {@code -Dminos.refresh=true}, and shows in the list's diff.
 */
final class ApiSurfaceTest {
  private static final Path APPROVED = Path.of("..", "docs", "api");

  /** A module, by a class of it. */
  private enum Module {
    CHECKER("checker", History.class),
    FORMATS("history-formats", HistoryFiles.class),
    GENERATORS("generators", Recorder.class),
    REPORTS("reports", ReportDirectory.class),
    JUNIT("junit", HistoryAssert.class);

    private final String directory;

    private final Class<?> one;

    Module(String directory, Class<?> one) {
      this.directory = directory;
      this.one = one;
    }
  }

  @ParameterizedTest
  @EnumSource
  void isWhatWasApproved(Module module) throws Exception {
    List<String> lines = surface(module.one);
    Path file = APPROVED.resolve(module.directory + ".txt");
    if (Boolean.getBoolean("minos.refresh")) {
      Files.createDirectories(APPROVED);
      Files.write(file, lines);
    }
    List<String> approved = Files.readAllLines(file);
    List<String> gone = approved.stream().filter(line -> !lines.contains(line)).toList();
    List<String> added = lines.stream().filter(line -> !approved.contains(line)).toList();

    if (!gone.isEmpty() || !added.isEmpty()) {
      fail(
          "the public types of %s are not those of %s.%nGone, which breaks users:%n%s%nAdded:%n%s%nIf that is meant, approve it with -Dminos.refresh=true and say it in CHANGELOG.md."
              .formatted(module.directory, file, lined(gone), lined(added)));
    }
  }

  private static String lined(List<String> lines) {
    return lines.stream().limit(20).map(line -> "  " + line).collect(Collectors.joining("\n"));
  }

  /** A type with one member of each kind. */
  public static class Sample {
    /** Seen. */
    public static final int CONSTANT = 1;

    int hidden;

    /** Seen. */
    protected Sample(String name) {
      hidden = name.length();
    }

    /** Seen. */
    public final <T extends Comparable<T>> List<T> sorted(List<? extends T> list) {
      return list.stream().<T>map(t -> t).sorted().toList();
    }

    void hidden() {
      hidden++;
    }
  }

  @Test
  void showsWhatOthersCanCall() {
    String sample = Sample.class.getName();

    assertThat(describe(Sample.class))
        .containsExactly(
            "public static class " + sample,
            sample + ": protected " + sample + "(java.lang.String)",
            sample
                + ": public final <T extends java.lang.Comparable<T>> java.util.List<T>"
                + " sorted(java.util.List<? extends T>)",
            sample + ": public static final int CONSTANT");
  }

  private static List<String> surface(Class<?> one)
      throws IOException, URISyntaxException, ClassNotFoundException {
    Path place = Path.of(one.getProtectionDomain().getCodeSource().getLocation().toURI());
    List<String> names;
    if (Files.isDirectory(place)) {
      names = classNames(place);
    } else {
      try (FileSystem jar = FileSystems.newFileSystem(place)) {
        names = classNames(jar.getPath("/"));
      }
    }
    assertThat(names).contains(one.getName());
    List<String> lines = new ArrayList<>();
    for (String name : new TreeSet<>(names)) {
      Class<?> type = Class.forName(name, false, one.getClassLoader());
      if (isOpen(type)) {
        lines.addAll(describe(type));
      }
    }
    return lines;
  }

  private static List<String> classNames(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .map(file -> root.relativize(file).toString().replace('\\', '/'))
          .filter(file -> file.endsWith(".class") && !file.endsWith("package-info.class"))
          .filter(file -> !file.endsWith("module-info.class"))
          .map(file -> file.substring(0, file.length() - ".class".length()).replace('/', '.'))
          .toList();
    }
  }

  /** Whether others can name it: it is public, and so is whatever it is in. */
  private static boolean isOpen(Class<?> type) {
    for (Class<?> at = type; at != null; at = at.getEnclosingClass()) {
      if (!isSeen(at.getModifiers()) || at.isAnonymousClass() || at.isLocalClass()) {
        return false;
      }
    }
    return true;
  }

  private static boolean isSeen(int modifiers) {
    return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
  }

  private static List<String> describe(Class<?> type) {
    List<String> lines = new ArrayList<>();
    lines.add(
        type.toGenericString()
            + (type.getGenericSuperclass() == null
                    || type.getGenericSuperclass() == Object.class
                    || type.isEnum()
                    || type.isRecord()
                ? ""
                : " extends " + type.getGenericSuperclass().getTypeName())
            + Arrays.stream(type.getGenericInterfaces())
                .map(other -> " implements " + other.getTypeName())
                .sorted()
                .collect(Collectors.joining()));
    Set<String> members = new TreeSet<>();
    boolean extensible = !Modifier.isFinal(type.getModifiers()) && !type.isSealed();
    for (Field field : type.getDeclaredFields()) {
      add(field, field.isSynthetic(), field.toGenericString(), extensible, type, members);
    }
    for (Constructor<?> made : type.getDeclaredConstructors()) {
      add(made, made.isSynthetic(), made.toGenericString(), extensible, type, members);
    }
    for (Method method : type.getDeclaredMethods()) {
      boolean noise =
          method.isSynthetic()
              || method.isBridge()
              || List.of("equals", "hashCode", "toString").contains(method.getName());
      add(method, noise, method.toGenericString(), extensible, type, members);
    }
    lines.addAll(members);
    return lines;
  }

  private static void add(
      Member member,
      boolean noise,
      String text,
      boolean extensible,
      Class<?> type,
      Set<String> members) {
    boolean seen =
        Modifier.isPublic(member.getModifiers())
            || (extensible && Modifier.isProtected(member.getModifiers()));
    if (seen && !noise) {
      String plain =
          text.replace("synchronized ", "")
              .replace("native ", "")
              .replace(type.getName() + "." + member.getName(), member.getName());
      members.add(type.getName() + ": " + plain);
    }
  }
}
