// Package adtest provisions a real domain controller on loopback for tests, Samba from Debian's
// packages, and puts a front end before it that imposes the limits of Active Directory which Samba
// does not have. It is no part of the program.
//
// It builds on Linux only and needs root, for the ports of LDAP are below 1024 and Samba has no option for others.
package adtest
