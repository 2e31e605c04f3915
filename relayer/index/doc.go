// Package index answers what the contracts' events add up to: who holds which lot, where it came from, what every company may do
// and has, and whether a signed act was done.
//
// Guarantee: what it answers is what the events of one chain say, from the deployment's first block up to Status().Block, and
// nothing else. Blocks are followed by the hashes that the node gives them: each applied block is the child of the one before it, and
// a block that leaves the chain is undone exactly, value by value. The file is a cache of raw logs: it may be deleted at any
// time, and the state that is built anew is byte for byte the one that was followed live (Dump shows it).
//
//	logs of a block ──▶ handlers (one a kind of event) ──▶ state, and the journal that undoes it
//	                                                          │
//	index.db: raw logs and block heads, for a quick start     └──▶ View, what readers see
//
// A reader works on one state between two blocks (Index.View); a writer holds it off for microseconds a block.
//
// One bbolt file holds these buckets:
//
//	meta    name            -> schema version, identity of the deployment
//	blocks  number (8, BE)  -> block head and its logs, RLP; blocks without logs are kept only as marks of how far it has come
//	gone    number (8, BE), hash  -> number (8, BE) of the newest block that was in the chain with this one, and still is
package index
