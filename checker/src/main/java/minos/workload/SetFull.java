package minos.workload;

import java.util.Optional;
import minos.history.History;
import minos.verdict.Cause;

/**
 * {@code set-full}: the timeline of each element over all reads.
 *
 * <p><b>Question.</b> An element is <em>known</em> from the first acknowledgement of an add, or the
 * first end of a read that has it. Is it in every read that begins later (<em>current</em>), in
 * every one from some point on (<em>stable</em>), or is it gone for good (<em>lost</em>)?
 *
 * <p><b>Idea.</b> Of each element only two reads matter: the one that began last among those that
 * have it, and among those that don't (of the reads that ended after the element's first add
 * began). Present after absent: stable. Absent after present and begun after it was known: lost.
 * Anything else was never read. A stable element that was absent from a read begun after it was
 * known is stale, which is a violation only if current reads are demanded.
 *
 * <p><b>Soundness.</b> Stale, duplicated and unexpected elements are exact. Lost is judged by which
 * read <em>began</em> last, as Jepsen does: of two overlapping last reads that disagree, the later
 * to begin counts.
 *
 * <p><b>Cost.</b> Linear in the operations and the sizes of all reads; about 80 bytes an element.
 * The reads that lack an element are found from the last backwards: each step over an open element
 * either closes it or is paid for by a member of that read.
 *
 * <p><b>Beside Jepsen.</b> Its test for duplicates never fires, for it asks for members that occur
 * less than once; ours counts. It takes no notice of members that nobody added, and lets failed
 * adds come true; here both are violations. Staleness follows the order of the history, not
 * milliseconds; latencies are milliseconds.
 */
final class SetFull implements Workload {
  private final String name;

  /** {@code set-full}, or {@code g-set}, which is the same under Maelstrom's name. */
  SetFull(String name) {
    this.name = name;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String algorithm() {
    return "per-element timelines";
  }

  @Override
  public Keys keys() {
    return Keys.EACH_BY_ITSELF_ALSO_IN_VALUES;
  }

  /** As {@link SetExcuses} says. */
  @Override
  public void excuse(Slice slice, WorkloadOptions options, Excuses excuses) {
    new SetExcuses(slice, excuses).ofAll();
  }

  /** Each element has its own timeline. */
  @Override
  public Optional<Narrowing> narrowing(WorkloadOptions options) {
    return Optional.of(Narrowing.ofCollections("read"));
  }

  @Override
  public void judge(Slice slice, WorkloadOptions options, Progress progress, Report report) {
    History history = slice.history();
    progress.reserve(SetTimelines.BYTES * slice.operations().length);
    SetAdds adds = SetAdds.of(slice, progress);
    SetReads reads = SetReads.of(slice, adds, progress, report);
    SetTimelines timelines = new SetTimelines(history, adds, reads, progress);
    new SetFullFindings(history, adds, reads, timelines, report).report(options.linearizable());
    if (adds.attempts() == 0 && !report.violated()) {
      report.undecided(Cause.Kind.NOTHING_INFERRED, "nothing was added to the set");
    }
  }
}
