package minos.session;

import java.util.Arrays;
import minos.register.ReadsFrom;
import minos.register.RegisterHistory;

/**
 * The chains in which a read may return an older version than its session may expect, in real time.
 *
 * <p><b>Idea.</b> Whatever a session may expect to see, somebody had seen or made before the
 * session's own earlier operations ended: its version's interval had ended when the read began. So
 * a read is beyond suspicion if, among the versions of its key that had ended when it began, none
 * began after the end of what it returned. One sweep over the history finds the others. A
 * linearizable history has none: a version that had ended had taken effect.
 *
 * <p>What a write that the read itself returned brings with it is older than that write, so it is
 * not missed. All this presumes that what is causally later was {@linkplain RegisterHistory#inTime
 * invoked later}.
 */
final class Suspects {
  private Suspects() {}

  static boolean[] chains(RegisterHistory history, Versions versions) {
    int positions = history.history().eventCount() + 1;
    int[] endsAt = new int[positions];
    int[] beginsAt = new int[positions];
    Arrays.fill(endsAt, -1);
    Arrays.fill(beginsAt, -1);
    for (int node = 0; node < history.size(); node++) {
      if (!history.isWrite(node)) {
        beginsAt[history.invoked(node)] = node;
      } else if (versions.end(node) < positions) {
        endsAt[(int) versions.end(node)] = node;
      }
    }
    boolean[] suspect = new boolean[history.chains()];
    long[] lastBegin = new long[history.keyCount()];
    Arrays.fill(lastBegin, -1);
    for (int position = 0; position < positions; position++) {
      int write = endsAt[position];
      if (write >= 0) {
        int key = history.key(write);
        lastBegin[key] = Math.max(lastBegin[key], versions.begin(write));
      }
      int read = beginsAt[position];
      if (read >= 0) {
        int source = history.source(read);
        long end = source == ReadsFrom.INITIAL ? -1 : versions.end(source);
        boolean beyond = lastBegin[history.key(read)] < 0 || end >= lastBegin[history.key(read)];
        suspect[history.chain(read)] |= !beyond;
      }
    }
    return suspect;
  }
}
