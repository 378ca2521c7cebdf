// Package changes compares two snapshots of one tenant, object by object. Objects are told apart by their
// ids, never by their names: a rename is one change of one object. What one of the two did not read is not
// compared, and says why; it is never taken for equal.
//
// What moves by itself is left out, and Stream.LeftOut says so: the times of the last synchronization and
// of the next one, whether a cycle runs, how often an export was tried again, whenChanged and uSNChanged of
// the directory. So is the audit log, whose entries are events and no objects. Two ways of saying the same
// are no difference: the order of a list, and a writeback configuration that is null or holds nothing.
package changes
