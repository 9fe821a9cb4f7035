package minos.session;

import java.util.Arrays;

/** For each key the write among those added whose version began last. */
final class Newest {
  private final int[] write;
  private int[] touched = new int[16];
  private int count;

  Newest(int keys) {
    write = new int[keys];
    Arrays.fill(write, -1);
  }

  void add(int key, int node, Versions versions) {
    int known = write[key];
    if (known < 0) {
      if (count == touched.length) {
        touched = Arrays.copyOf(touched, count * 2);
      }
      touched[count++] = key;
    }
    if (known < 0 || versions.begin(node) >= versions.begin(known)) {
      write[key] = node;
    }
  }

  /** The write; -1 if none was added. */
  int of(int key) {
    return write[key];
  }

  void clear() {
    for (int i = 0; i < count; i++) {
      write[touched[i]] = -1;
    }
    count = 0;
  }
}
