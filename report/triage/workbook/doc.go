// Package workbook reads the decisions that people wrote into a workbook of findings. The file comes
// from outside: it may be sorted, filtered, cut, saved by another program, or made to do harm. Rows
// are read as they stream by, columns are found by their titles, and Limits bound what any file can
// take of memory and time.
package workbook
