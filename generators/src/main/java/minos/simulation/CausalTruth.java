package minos.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Who knew what when: the causal past of each session, as counts of each session's writes.
 *
 * <p>A read breaks causality if its session's past, what it just read included, has a version of
 * the key that comes causally after the one returned. Of each session only the last version of the
 * key in that past is looked at; if any other would do, so does it.
 *
 * <p>Of each session and key only the versions are kept that are the last in some session's past,
 * or later ones. Does nothing if not asked to watch.
 */
final class CausalTruth {
  private static final int MANY = 64;

  private final boolean watching;
  private final int sessions;
  private final Map<Integer, int[]> pasts = new HashMap<>();
  private final Map<Integer, Map<Integer, List<Version>>> written = new HashMap<>();
  private final Map<Integer, Integer> ranks = new HashMap<>();

  /**
   * A truth of nothing yet.
   *
   * @param sessions how many sessions there are, numbered from 0
   */
  CausalTruth(boolean watching, int sessions) {
    this.watching = watching;
    this.sessions = sessions;
  }

  void writing(Version version, int session) {
    if (!watching) {
      return;
    }
    version.session = session;
    version.rank = ranks.merge(session, 1, Integer::sum) - 1;
    int[] past = raised(pasts.getOrDefault(session, new int[0]), session, version.rank + 1);
    version.past = past;
    List<Version> versions =
        written
            .computeIfAbsent(version.key, ignored -> new HashMap<>())
            .computeIfAbsent(session, ignored -> new ArrayList<>());
    versions.add(version);
    if (versions.size() > MANY) {
      forget(versions, session);
    }
  }

  /** Drops the versions that are followed by one that every session has in its past. */
  private void forget(List<Version> versions, int session) {
    int known = Integer.MAX_VALUE;
    for (int reader = 0; reader < sessions; reader++) {
      int[] past = pasts.getOrDefault(reader, new int[0]);
      known = Math.min(known, session < past.length ? past[session] : 0);
    }
    int keep = 0;
    while (keep + 1 < versions.size() && versions.get(keep + 1).rank < known) {
      keep++;
    }
    versions.subList(0, keep).clear();
  }

  void wrote(Version version) {
    if (watching) {
      learn(version.session, version);
    }
  }

  boolean staleCausally(Version version, int reader) {
    if (!watching) {
      return false;
    }
    learn(reader, version);
    int[] past = pasts.getOrDefault(reader, new int[0]);
    for (Map.Entry<Integer, List<Version>> each :
        written.getOrDefault(version.key, Map.of()).entrySet()) {
      int session = each.getKey();
      int known = session < past.length ? past[session] : 0;
      Version last = last(each.getValue(), known);
      if (last != null && last != version && follows(last, version)) {
        return true;
      }
    }
    return false;
  }

  private static boolean follows(Version later, Version version) {
    if (version.session < 0) {
      return true;
    }
    int[] past = later.past;
    return past != null && version.session < past.length && past[version.session] > version.rank;
  }

  /** The last version with a rank below the given one. */
  private static @org.jspecify.annotations.Nullable Version last(List<Version> versions, int rank) {
    int low = 0;
    int high = versions.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (versions.get(middle).rank < rank) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low == 0 ? null : versions.get(low - 1);
  }

  private void learn(int session, Version version) {
    int[] news = version.past;
    if (news == null) {
      return;
    }
    int[] past = pasts.getOrDefault(session, new int[0]);
    if (past.length < news.length) {
      past = Arrays.copyOf(past, news.length);
    }
    for (int i = 0; i < news.length; i++) {
      past[i] = Math.max(past[i], news[i]);
    }
    pasts.put(session, past);
  }

  private static int[] raised(int[] past, int session, int to) {
    int[] raised = Arrays.copyOf(past, Math.max(past.length, session + 1));
    raised[session] = to;
    return raised;
  }
}
