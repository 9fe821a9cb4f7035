package minos.recorder;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import minos.history.Event;
import org.jspecify.annotations.Nullable;

/**
 * Events in the order in which they were appended, by any number of threads.
 *
 * <p>Assumes: one thread at a time follows the chain (callers see to that with a lock).
 *
 * <p>Guarantees: appending is wait-free, one exchange and one store. If one append returned before
 * another began, their events stand in this order, because the exchange is the moment at which an
 * append takes effect. Whoever follows the chain misses none: between an exchange and the store
 * that follows it, the chain has a gap, which {@link Link#await} waits out; it is a few
 * instructions long.
 *
 * <p>A link that nobody holds any more is garbage together with all before it.
 *
 * <p>Reference: D. Vyukov, "Non-intrusive MPSC node-based queue", 1024cores.net.
 */
final class EventChain {
  /** An event, and how to get to the one after it. */
  static final class Link {
    private final @Nullable Event event;
    private volatile @Nullable Link next;
    private volatile boolean done;

    private Link(@Nullable Event event) {
      this.event = event;
    }

    /** The event; null in the link before the first. */
    @Nullable Event event() {
      return event;
    }

    /** The link after this one, which is known to exist. */
    Link await() {
      Link link = next;
      while (link == null) {
        Thread.onSpinWait();
        link = next;
      }
      return link;
    }

    /** Whether whoever follows the chain is done with this event. */
    boolean done() {
      return done;
    }

    void setDone() {
      done = true;
    }
  }

  private final AtomicReference<Link> last;

  /** A chain without events, to be followed from its {@link #last}. */
  EventChain() {
    last = new AtomicReference<>(new Link(null));
  }

  /** Appends an event. */
  Link append(Event event) {
    Link link = new Link(event);
    Objects.requireNonNull(last.getAndSet(link)).next = link;
    return link;
  }

  /** The link that was appended last, so far. */
  Link last() {
    return Objects.requireNonNull(last.get());
  }
}
