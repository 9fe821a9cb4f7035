package minos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Texts as a person should see them, one file each. {@code -Dminos.refresh=true} writes them anew;
 * look at the difference before committing it.
 */
public final class Golden {
  private static final Path DIRECTORY = Path.of("src", "test", "resources", "minos", "cli");

  private Golden() {}

  /** Compares a text with the file of that name below the test resources. */
  public static void check(String name, String text) {
    check(DIRECTORY.resolve(name), text);
  }

  /** Compares a text with a file. */
  public static void check(Path file, String text) {
    try {
      if (Boolean.getBoolean("minos.refresh")) {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, text);
      }
      assertThat(file).as("run with -Dminos.refresh=true to write it").exists();
      assertThat(text).isEqualTo(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
