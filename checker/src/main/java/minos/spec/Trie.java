package minos.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import minos.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * An immutable map from values, as a state of a specification: a new version shares all but one
 * path with the old.
 *
 * <p>A binary trie over the mixed hashes of the keys. Its shape depends on the keys alone, not on
 * the order in which they came, so two versions are compared branch by branch and shared branches
 * by identity; every branch keeps its hash. Expected cost: logarithmic for an update and a lookup,
 * constant for the hash, and for comparing versions about the size of what differs.
 *
 * @param <V> what the keys map to; compared by content
 */
final class Trie<V> {
  private final @Nullable Node<V> root;
  private final int size;

  private Trie(@Nullable Node<V> root, int size) {
    this.root = root;
    this.size = size;
  }

  /** A map without entries. */
  static <V> Trie<V> empty() {
    return new Trie<>(null, 0);
  }

  private interface Node<V> {
    int sum();
  }

  private record Leaf<V>(int hash, List<Map.Entry<Value, V>> entries, int sum) implements Node<V> {
    static <V> Leaf<V> of(int hash, List<Map.Entry<Value, V>> entries) {
      int sum = 0;
      for (Map.Entry<Value, V> entry : entries) {
        sum += mix(hash * 31 + entry.getValue().hashCode());
      }
      return new Leaf<>(hash, List.copyOf(entries), sum);
    }

    // Keys whose hashes collide have no order of their own.
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Leaf<?> leaf
          && sum == leaf.sum
          && entries.size() == leaf.entries.size()
          && entries.containsAll(leaf.entries);
    }

    @Override
    public int hashCode() {
      return sum;
    }
  }

  private record Branch<V>(@Nullable Node<V> zero, @Nullable Node<V> one, int sum)
      implements Node<V> {
    static <V> Branch<V> of(@Nullable Node<V> zero, @Nullable Node<V> one) {
      return new Branch<>(
          zero, one, (zero == null ? 0 : zero.sum()) + (one == null ? 0 : one.sum()));
    }
  }

  /** How many keys there are. */
  int size() {
    return size;
  }

  /** What a key maps to, or null. */
  @Nullable V get(Value key) {
    int hash = mix(key.hashCode());
    Node<V> node = root;
    for (int bit = 0; node instanceof Branch<V> branch; bit++) {
      node = (hash >>> bit & 1) == 0 ? branch.zero : branch.one;
    }
    if (node instanceof Leaf<V> leaf && leaf.hash == hash) {
      for (Map.Entry<Value, V> entry : leaf.entries) {
        if (entry.getKey().equals(key)) {
          return entry.getValue();
        }
      }
    }
    return null;
  }

  /** Whether there is such a key. */
  boolean has(Value key) {
    return get(key) != null;
  }

  /** The version in which a key maps to something. */
  Trie<V> with(Value key, V value) {
    boolean fresh = get(key) == null;
    return new Trie<>(put(root, 0, mix(key.hashCode()), key, value), fresh ? size + 1 : size);
  }

  /** The version without a key. */
  Trie<V> without(Value key) {
    return get(key) == null ? this : new Trie<>(cut(root, 0, mix(key.hashCode()), key), size - 1);
  }

  private static <V> Node<V> put(@Nullable Node<V> node, int bit, int hash, Value key, V value) {
    if (node == null) {
      return Leaf.of(hash, List.of(Map.entry(key, value)));
    } else if (node instanceof Branch<V> branch) {
      return (hash >>> bit & 1) == 0
          ? Branch.of(put(branch.zero, bit + 1, hash, key, value), branch.one)
          : Branch.of(branch.zero, put(branch.one, bit + 1, hash, key, value));
    }
    Leaf<V> leaf = (Leaf<V>) node;
    if (leaf.hash == hash) {
      List<Map.Entry<Value, V>> entries = others(leaf, key);
      entries.add(Map.entry(key, value));
      return Leaf.of(hash, entries);
    }
    Node<V> split = (leaf.hash >>> bit & 1) == 0 ? Branch.of(leaf, null) : Branch.of(null, leaf);
    return put(split, bit, hash, key, value);
  }

  private static <V> @Nullable Node<V> cut(@Nullable Node<V> node, int bit, int hash, Value key) {
    if (node instanceof Branch<V> branch) {
      Node<V> zero = branch.zero;
      Node<V> one = branch.one;
      if ((hash >>> bit & 1) == 0) {
        zero = cut(zero, bit + 1, hash, key);
      } else {
        one = cut(one, bit + 1, hash, key);
      }
      // A leaf that is alone moves up to where it would have been without the key.
      if (zero == null && !(one instanceof Branch<V>)) {
        return one;
      } else if (one == null && !(zero instanceof Branch<V>)) {
        return zero;
      }
      return Branch.of(zero, one);
    } else if (node instanceof Leaf<V> leaf) {
      List<Map.Entry<Value, V>> entries = others(leaf, key);
      return entries.isEmpty() ? null : Leaf.of(hash, entries);
    }
    return null;
  }

  private static <V> List<Map.Entry<Value, V>> others(Leaf<V> leaf, Value key) {
    List<Map.Entry<Value, V>> entries = new ArrayList<>(leaf.entries);
    entries.removeIf(entry -> entry.getKey().equals(key));
    return entries;
  }

  /** The entries, in no useful order. */
  List<Map.Entry<Value, V>> entries() {
    List<Map.Entry<Value, V>> all = new ArrayList<>(size);
    collect(root, all);
    return all;
  }

  private static <V> void collect(@Nullable Node<V> node, List<Map.Entry<Value, V>> into) {
    if (node instanceof Branch<V> branch) {
      collect(branch.zero, into);
      collect(branch.one, into);
    } else if (node instanceof Leaf<V> leaf) {
      into.addAll(leaf.entries);
    }
  }

  private static int mix(int hash) {
    int mixed = hash * 0x9E3779B9;
    mixed = (mixed ^ (mixed >>> 16)) * 0x85EBCA6B;
    return mixed ^ (mixed >>> 13);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Trie<?> trie
        && size == trie.size
        && (root == trie.root || (root != null && same(root, trie.root)));
  }

  private static boolean same(@Nullable Node<?> a, @Nullable Node<?> b) {
    if (a == b) {
      return true;
    } else if (a instanceof Branch<?> x && b instanceof Branch<?> y) {
      return x.sum == y.sum && same(x.zero, y.zero) && same(x.one, y.one);
    }
    return a instanceof Leaf<?> && a.equals(b);
  }

  @Override
  public int hashCode() {
    return root == null ? 0 : root.sum();
  }

  @Override
  public String toString() {
    return entries().stream()
        .map(entry -> entry.getKey() + " " + entry.getValue())
        .sorted()
        .collect(Collectors.joining(", ", "{", "}"));
  }
}
