// Package managerapi is what the people who run a program see and do:
// /api/m/{program}.
//
// One file per noun: its routes, then handlers, then views. A viewer reads,
// a manager decides, finance also moves money, the owner also sets the program
// up; auth holds who may do what. Everything is of the one program in the path:
// what belongs to another one does not exist here, NotFound.
package managerapi
