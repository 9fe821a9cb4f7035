/**
 * JSON: histories as JSON Lines (our own format) and as one JSON array (elle-cli's), and values
 * inside them.
 *
 * <p>Everything streams through Jackson's parser and generator; nothing is bound to classes, so no
 * input can name one.
 */
@NullMarked
package minos.format.json;

import org.jspecify.annotations.NullMarked;
