// Package changes compares two snapshots of one tenant, object by object. Objects are told apart by their
// ids, never by their names: a rename is one change of one object. What one of the two did not read is not
// compared, and says why; it is never taken for equal.
//
// What changes by itself is left out: the times of the last synchronization and of the next one, the
// counters of running jobs, whenChanged and uSNChanged of the directory, and the audit log, whose entries
// are events and no objects.
package changes
