// Package xlsx renders a report stream as an Excel workbook: Summary, Findings, Groups side by
// side, Member differences in full, Controls, Not evaluated and Provenance. Each list is a real
// table, sorted, with filters and a frozen header; a list over the row limit goes on in another sheet.
//
// What the tenant wrote is only ever a typed string: hidden characters are shown, and text longer
// than a cell holds is marked as cut. The only formula is HYPERLINK between the lists, made of
// control ids and group keys alone.
package xlsx
