package minos.recorder.wrap;

import java.util.AbstractQueue;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import minos.recorder.Recorder;
import org.jspecify.annotations.Nullable;

/**
 * Records a queue: {@code enqueue}, {@code dequeue} (of nil if it was empty) and {@code peek}. The
 * iterator is one of a snapshot and is not recorded.
 *
 * @param <E> elements, which are what {@link minos.value.Value#of} takes
 */
public final class RecordedQueue<E> extends AbstractQueue<E> {
  private final Queue<E> queue;
  private final Recording recording;

  /** Records a queue; threads are told apart by themselves. */
  public RecordedQueue(Queue<E> queue, Recorder recorder) {
    this(queue, recorder, new ThreadProcesses());
  }

  /** Records a queue, beside other wrappers with the same recorder and processes. */
  public RecordedQueue(Queue<E> queue, Recorder recorder, ThreadProcesses processes) {
    this.queue = queue;
    this.recording = new Recording(recorder, processes);
  }

  @Override
  public boolean offer(E element) {
    return recording.<RuntimeException>attempt(
        "enqueue", null, element, () -> queue.offer(element));
  }

  @Override
  public @Nullable E poll() {
    return recording.<E, RuntimeException>answer("dequeue", null, null, queue::poll);
  }

  @Override
  public @Nullable E peek() {
    return recording.<E, RuntimeException>answer("peek", null, null, queue::peek);
  }

  /** In steps that are recorded. */
  @Override
  public void clear() {
    while (poll() != null) {
      // What was there is gone.
    }
  }

  @Override
  public Iterator<E> iterator() {
    return Collections.unmodifiableList(List.copyOf(queue)).iterator();
  }

  @Override
  public int size() {
    return queue.size();
  }
}
