/** Sums that numbers can have. Start at {@link minos.counting.SubsetSums}. */
@NullMarked
package minos.counting;

import org.jspecify.annotations.NullMarked;
