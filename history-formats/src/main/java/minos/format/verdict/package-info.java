/**
 * Verdicts as data for other programs: the JSON document of {@code minos check --output json}, the
 * XML of JUnit, SARIF, OpenMetrics, and EDN as Knossos writes it.
 *
 * <p>Start at {@link minos.format.verdict.RunDocument}, the content of such a document; {@link
 * minos.format.verdict.VerdictJson} and {@link minos.format.verdict.JUnitXml} write it.
 */
@NullMarked
package minos.format.verdict;

import org.jspecify.annotations.NullMarked;
