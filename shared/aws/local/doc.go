// Package local is the part of AWS that the local host plays itself, on top of
// an emulator of its storage services: it makes what the template declares, and
// turns requests, queued messages, stream records and ticks into the very
// events that Lambda would hand to a function, with the same rules for batches,
// windows, partial failures and retries.
package local
