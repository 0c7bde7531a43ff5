// Package webhook tells the systems of partners (F80) and programs what
// happened. A hook is a URL with macros that is called by GET, or one that gets
// signed JSON by the Standard Webhooks rules. One event becomes one delivery
// for each hook that subscribes to its topic; a delivery keeps its id over all
// attempts, is tried again after 1, 5 and 30 minutes and 2, 8 and 24 hours, or
// later when the target asks for it, and is dead after that, or at once when
// the target refuses it for good, until its owner replays it. A hook that fails
// 20 times in a row is disabled; its owner is told at 5, 10 and 15.
//
// Nothing about a customer leaves by a hook: what may leave is a closed list.
package webhook
