// Package webhook posts the events that concern a company to its ERP.
//
// Guarantee: every final event that a webhook is for is posted until the ERP has answered 2xx, in the chain's order, at least once, with the event's
// id to tell a second time by; a message is noted as taken only after the answer, so that a crash between the two posts it again. After so many failed
// attempts the webhook stops and keeps its place, until somebody lets it go on. Nothing is posted to a host that the relayer's operator
// has not named. The outbox knows nothing of all this: webhooks have a file of their own, which may be lost without any act being lost.
//
//	feed (final events, in order) ──▶ next message ── 2xx ──▶ noted, next message
//	                                       │ ▲
//	                                       │ └── wait, twice as long each time ◀── anything else
//	                                       └── too many times, or 410 Gone ──▶ stopped ── replay ──▶ next message
//
// One bbolt file holds these buckets:
//
//	webhooks  id (32)                -> webhook, JSON, its secret included
//	spent     digest of an order (32) -> Unix seconds (8, BE) until which it could be used
package webhook
