package minos.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import minos.history.History;
import minos.history.MalformedHistoryException;

/** Reads texts in tests. */
final class Reading {
  private Reading() {}

  static History read(String text) throws IOException, MalformedHistoryException {
    return read(text, ReadOptions.DEFAULT.withKeyed(Keyed.NO));
  }

  static History read(String text, Format format) throws IOException, MalformedHistoryException {
    return read(text, ReadOptions.DEFAULT.withKeyed(Keyed.NO).withFormat(format));
  }

  static History read(String text, ReadOptions options)
      throws IOException, MalformedHistoryException {
    return HistoryFiles.read(new ByteArrayInputStream(text.getBytes(UTF_8)), "h", options);
  }

  /** The format that the text is taken for. */
  static Detected detect(String text) throws IOException, MalformedHistoryException {
    List<Detected> told = new ArrayList<>();
    try {
      HistoryFiles.read(
          new ByteArrayInputStream(text.getBytes(UTF_8)), "h", ReadOptions.DEFAULT, told::add);
    } catch (MalformedHistoryException e) {
      if (told.isEmpty()) {
        throw e;
      }
    }
    return told.get(0);
  }

  static void assertMalformed(String text, Format format, String message) {
    assertThatExceptionOfType(MalformedHistoryException.class)
        .isThrownBy(() -> read(text, format))
        .withMessage(message);
  }
}
