/**
 * Reports for people: what was found in a history as one self-contained page for a browser, and as
 * drawings for other documents.
 *
 * <p>Start at ReportDirectory, which writes them; HistoryPage is one page.
 */
@NullMarked
package minos.report;

import org.jspecify.annotations.NullMarked;
