// Package xlsx renders a report stream as an Excel workbook: a Summary with its chart, Findings with
// columns for decisions, Groups side by side, Member differences in full, members that stay in the
// cloud, Nesting, Governance, Waivers, Controls, Not evaluated, Provenance and a page to sign; what the
// workbook consists of stands in one list, contents. Each list is a real table, sorted, with filters
// and a frozen header; a list over the row limit goes on in another sheet.
//
// What the tenant wrote is only ever a typed string: hidden characters are shown, and text longer
// than a cell holds is marked as cut. The only formula is HYPERLINK between the lists, made of
// control ids and group keys alone. Nothing is protected: what people edit is found by the import of
// their decisions, which package triage has.
package xlsx
