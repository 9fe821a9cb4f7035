/**
 * Sequential specifications: what one copy of an object, used by one client at a time, would
 * answer.
 *
 * <p>Start at {@link minos.spec.SequentialSpec}, which is small enough to implement inside a test.
 * {@link minos.spec.Models} lists the built-in ones.
 */
@NullMarked
package minos.spec;

import org.jspecify.annotations.NullMarked;
