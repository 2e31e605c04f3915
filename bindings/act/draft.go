package act

import "github.com/ethereum/go-ethereum/common"

// FirstDraftNonce is the first nonce that marks a draft. An act signed under one from here on is done only with a second operator's
// signature, whatever its amount and whatever its company's threshold: the contracts refuse it without, so that whoever keeps the draft
// need not be trusted to wait.
const FirstDraftNonce uint64 = 1 << 63

// IsDraft reports whether the act is a draft: signed, under a nonce from FirstDraftNonce on.
func (s Signed) IsDraft() bool { return !s.IsDirect() && s.Nonce >= FirstDraftNonce }

// Withdrawal is the text that its maker signs to take a waiting act back.
func Withdrawal(id common.Hash) []byte { return []byte("Tallystick: withdraw act " + id.Hex()) }
