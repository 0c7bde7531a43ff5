// Package market holds what a network is beside its programs: how each program
// presents itself to partners who are not in it, and which partners the
// network's operators have let in to look (F82, F83). An installation without
// operators is no network, and has none of this.
package market
