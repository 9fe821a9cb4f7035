/**
 * The values that histories carry: a closed family of immutable types that covers EDN, JSON, CSV
 * and Fressian alike.
 *
 * <p>Start at {@link minos.value.Value}. Readers make values, {@link minos.history.Dictionary}
 * interns them, engines see only the interned ints, and reports render them again.
 */
@NullMarked
package minos.value;

import org.jspecify.annotations.NullMarked;
