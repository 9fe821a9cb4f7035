/**
 * Faults between clients and a store: {@link minos.verify.fault.FaultProxy} stands in the way of
 * their connections, {@link minos.verify.fault.Nemesis} tells it when to do what, and records that.
 */
@NullMarked
package minos.verify.fault;

import org.jspecify.annotations.NullMarked;
