// Package sam reads the project's SAM template, so that the local host and the
// tests know of functions, queues, routes and schedules from the one place
// where they are declared.
//
// Intrinsic functions are evaluated where a field is used and only there; one
// that cannot be is an error that names the field.
package sam
