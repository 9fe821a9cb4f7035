/**
 * Bytes from files, directories and pipes: decompressed, limited, line by line where wanted.
 *
 * <p>Start at {@link minos.format.input.Input}. This package knows nothing of histories.
 */
@NullMarked
package minos.format.input;

import org.jspecify.annotations.NullMarked;
