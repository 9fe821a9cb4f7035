/**
 * Histories recorded by the test suites of particular stores: etcd's robustness tests, and those of
 * S2.
 */
@NullMarked
package minos.format.stores;

import org.jspecify.annotations.NullMarked;
