// Package webhook tells a partner's own systems what happened (F80). A hook is
// a URL with macros that is called by GET, or one that gets signed JSON by the
// Standard Webhooks rules. One event becomes one delivery for each hook that
// subscribes to its topic; a delivery keeps its id over all attempts, is tried
// again after 1, 5 and 30 minutes and 2, 8 and 24 hours, and is dead after
// that, until the partner replays it. A hook that only fails for five days is
// disabled.
//
// Nothing about a customer leaves by a hook: what may leave is a closed list.
package webhook
