// Package whatif says what a change of settings would do to the directory groups of a snapshot:
// which appear, freeze, change type or are deleted, and who loses them. What is written is decided
// by package diff on both sides; what becomes of a copy that already exists is decided here, by the
// documents, and is undecided where they say nothing.
package whatif
