// Package app composes the functions: it reads their configuration, makes what
// they stand on, and builds each handler once in its plain shape, out of
// [Backends]. Lambda, the local host, the simulator and the walks run these same
// handlers; they differ only in the backends.
package app
