// Package outbox keeps, on disk, every act that the relayer has accepted, until the chain has answered for it at final depth.
//
// Guarantee: an act whose Accept returned without error is anchored exactly once or refused with its reason, through kill -9 at
// any instruction, restarts of the node, reorganisations and lost replies. The outbox gives what a disk can give: nothing
// accepted is forgotten, and nothing is ever sent under a second nonce while the first can still land. That the same act twice is one
// effect is the contracts' part (a spent nonce of the act's author).
//
// Invariants, by the letters of the design:
//
//	I1  An entry is in at most one live reservation. It gets a second one only when another transaction holds the first's
//	    nonce at final depth (Forfeit), or when its own transaction reverted whole at final depth (Finalise). A nonce is taken back
//	    (Reopen, Fill) only when the chain has undone what was final.
//	I2  Signed bytes and their hash are on disk (StoreSigned) before a socket sees them; a resend sends those bytes.
//	I3  The next nonce is max(chain's latest, highest live reservation + 1), computed inside the write transaction that
//	    stores the reservation. There is no counter that could drift.
//	I4  Final is the caller's word (package anchor re-reads the canonical hash); Finalise takes only what is mined.
//	I5  A change of state, its history line and every index entry are one bbolt transaction, fsynced.
//
// The package never touches a network: it imports neither a client nor a transaction type, and a reservation's transactions
// are opaque bytes to it.
//
// One bbolt file holds these buckets. Acts stand under their sequence numbers, so that those that travel together lie together and a change
// of all of them touches few pages; what is large and never changes lies apart from what does:
//
//	meta          name                      -> schema version, chain id and genesis hash
//	acts          sequence (8, big endian)  -> act without its calldata, RLP
//	calldata      sequence (8)              -> its calldata
//	ids           act id (32)               -> sequence
//	nonces        author key (20) nonce (8) -> sequence of the newest act with that nonce; only signed acts
//	queued        sequence (8)              -> nothing, for acts that may be reserved, in order of acceptance
//	waiting       sequence (8)              -> nothing, for acts that need a checker first
//	company       company (4) sequence (8)  -> nothing
//	reference     reference                 -> sequence, while that act has not failed
//	slots         sender (20) nonce (8)     -> Reservation without the bytes of its transactions, RLP
//	live          sender (20) nonce (8)     -> nothing, for reservations that are not closed
//	hashes        transaction hash (32)     -> sender and nonce
//	raw           transaction hash (32)     -> the signed transaction
//	counts        state (1)                 -> number of acts in it
//	shelves       shelf name                -> nested bucket: key -> JSON
//	closed        height (8) slot (28)      -> nothing, for closed reservations, by the block on which they rest
//	elsewhere     height (8) sequence (8)   -> nothing, for acts that another transaction had done before they were reserved
package outbox
