package figures

import (
	"fmt"
	"strconv"
)

// checks is what the figures do not say of themselves.
const checks = `
## What the figures buy

| checked where a claim moves | Tallystick | Solv ERC-3525 | ERC-1155, ERC-6909 | TradeTrust |
|---|---|---|---|---|
| that the holder has it | yes | yes | yes | yes |
| that the key acts for a company: role, limits by act and by day, a second operator above the threshold | yes | no: the key is the holder | no | no |
| that both companies are admitted and not suspended | yes | no | no | no |
| that the recipient wants it: its standing acceptance by sender, obligor and size, or else its own signature | yes | no; contracts are asked | no; ERC-1155 asks contracts | afterwards: it can be given back |
| that the obligor has confirmed it, that it is not due, within its circulation limits | yes | no | no | no |
| that it is not frozen by order, disputed or pledged | yes | no | no | the whole registry can be paused |
| that the issuer may issue: line, tenor, invoices not drawn on twice | yes | no | no | a role |
| redemption moves money, on the due day, to whoever holds each part | yes | no | no | no |

| kept | Tallystick | Solv ERC-3525 | ERC-1155, ERC-6909 | TradeTrust |
|---|---|---|---|---|
| each unit's way from holder to holder, for recourse | yes | no: values fuse | no: balances fuse | a whole title's |
| keys change and nothing moves | yes | no | no | no |
| acts are signed by their authors and sent by anybody | yes, all | no | no | one, in a variant not measured |
| parts | to 0.01 | yes | yes | no |
`

// ways explains the ways of paying many.
const ways = `
- **transfers in a batch**: signed one by one, each checked as above, in one transaction for 100 of them.
- **at once**: one signature; the lots are written in the transaction, every payee's status and standing acceptance checked. 250 in one.
- **run**: one signature over all leaves; the contract adds them up, hashes them and stores one root. A leaf is a proposal until somebody opens
  it, alone or in a block: its payee is checked then, and that is paid for then, as the table below says. To have every payee's lot now, compare
  "at once" with the peers.
- **run, then opened**: with every leaf made a lot, in blocks of 256.
- Peers have no payment of many: theirs is a loop in one call of up to 250 that we wrote around their own code, signed and sent by the holder
  alone. Their payees have balances at once, and are checked for nothing.
`

// method is how to do it again.
const method = `
## Again

    make bench            # all of it, rewriting this report
    make bench QUICK=1    # a small one, in a folder of its own
    go run ./devnet/bench -part relayer    # one part anew: gas, flow or relayer; after make build

It needs what ` + "`make test`" + ` needs, installs the peers from npm into contracts/bench at the versions of its lock file, compiles them by the solc, the
London rules and the IR pipeline that our own contracts are compiled by (with 1,000 optimizer runs, which suit them better than our 200),
deploys all of them on a geth of its own, and ends what it started. Keys are made for the run. Calls of one measurement go out together and are mined in their order, so that an act meets the state that the one
before it left. Holders of the peers' tokens are plain keys, companies of ours are admitted, with standing acceptances by sender and obligor.
`

// number writes a whole number, grouped by thousands.
func number(n uint64) string {
	digits := strconv.FormatUint(n, 10)
	for at := len(digits) - 3; at > 0; at -= 3 {
		digits = digits[:at] + "," + digits[at:]
	}
	return digits
}

// times writes a ratio to ours.
func times(ratio float64) string {
	if ratio >= 10 {
		return fmt.Sprintf(" (×%.0f)", ratio)
	}
	return fmt.Sprintf(" (×%.2f)", ratio)
}

// plural writes a number of things.
func plural(n int, of string) string {
	if n == 1 {
		return "1 " + of
	}
	if of == "leaf" {
		return number(uint64(n)) + " leaves"
	}
	return number(uint64(n)) + " " + of + "s"
}
