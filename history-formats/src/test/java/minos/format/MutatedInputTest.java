package minos.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPOutputStream;
import minos.history.MalformedHistoryException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever the input: a history, or a {@link MalformedHistoryException} that says where; never
 * another exception, never a hang.
 */
final class MutatedInputTest {
  private static final int CASES = Integer.getInteger("minos.mutations", 15_000);
  private static final int SECONDS = 10;
  private static final List<Format> FORMATS = List.of(Format.values());

  @TempDir Path directory;

  @Test
  void spoiltInputIsAHistoryOrMalformed() throws Exception {
    List<byte[]> all = new ArrayList<>();
    for (Format format : FORMATS) {
      all.addAll(Samples.of(format).values());
    }
    ExecutorService worker = Executors.newSingleThreadExecutor();
    int malformed = 0;
    try {
      for (int seed = 0; seed < CASES; seed++) {
        int number = seed;
        Future<Boolean> reading = worker.submit(() -> isMalformed(number, all));
        try {
          malformed += reading.get(SECONDS, TimeUnit.SECONDS) ? 1 : 0;
        } catch (TimeoutException e) {
          fail("seed " + seed + " takes longer than " + SECONDS + " s");
        } catch (ExecutionException e) {
          throw new AssertionError("seed " + seed, e.getCause());
        }
      }
    } finally {
      worker.shutdownNow();
    }
    assertThat(malformed)
        .describedAs("some are spoilt, some are not")
        .isBetween(CASES / 4, CASES - 1);
  }

  private boolean isMalformed(int seed, List<byte[]> others) throws IOException {
    Random random = new Random(seed);
    Format format = FORMATS.get(seed % FORMATS.size());
    Map<String, byte[]> files = Samples.of(format);
    ReadOptions options =
        random.nextInt(3) == 0 ? ReadOptions.DEFAULT : ReadOptions.DEFAULT.withFormat(format);
    try {
      if (format == Format.COBRA || (format == Format.ETCD_ROBUSTNESS && random.nextBoolean())) {
        Path path = directory.resolve(format.id());
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
          Path to = path.resolve(file.getKey());
          Files.createDirectories(to.getParent());
          Files.write(to, Mutations.mutate(file.getValue(), others, random));
        }
        HistoryFiles.read(path, options);
      } else {
        byte[] good = files.values().iterator().next();
        byte[] bytes =
            random.nextInt(10) == 0
                ? Mutations.mutate(gzip(good), others, random)
                : Mutations.mutate(good, others, random);
        if (random.nextInt(8) == 0) {
          HistoryFiles.read(Files.write(directory.resolve("file"), bytes), options);
        } else {
          HistoryFiles.read(new ByteArrayInputStream(bytes), "-", options);
        }
      }
      return false;
    } catch (MalformedHistoryException e) {
      assertThat(e.problems()).isNotEmpty();
      assertThat(e.getMessage()).isNotBlank();
      return true;
    }
  }

  private static byte[] gzip(byte[] text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text);
    }
    return bytes.toByteArray();
  }
}
