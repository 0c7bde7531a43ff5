// Package planted proves the simulator: it plants bugs into the code that moves
// money, one at a time, and the simulator must find each within a thousand
// seeds. A simulator that finds nothing proves nothing. The bugs are laid over
// the source when the simulator is built and touch no file.
//
//	make sim-mutants
package planted
