/**
 * Drawings in SVG that are complete without a script: plots over time, the lattice, a cycle, a
 * counterexample. The same in a page and in a file of their own; their colours are classes, which
 * {@code figure.css} gives for both.
 */
@NullMarked
package minos.report.figure;

import org.jspecify.annotations.NullMarked;
