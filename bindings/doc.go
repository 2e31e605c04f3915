// Package bindings is the SDK of Tallystick for Go: what a bank, an ERP or a tool needs to read a network and to act on it.
//
//	deployment  deployment.json: load it, verify a node against it, deploy a network
//	act         what companies sign: typed acts, hashes, signatures, calldata, the relayer's JSON
//	ledger      read the chain without trusting a relayer: look a lot through to its obligor, find the obligor's signature
//	client      speak to a relayer: post signed acts, wait for them, read its index
//	phrase      acts, refusals and events in English and Chinese
//	amount      money as whole units of 0.01
//	ref         the names of obligations, lots and unit ranges: R31-17:1-300000000
//	calendar    local days as the contracts count them
//	discount    day counts, interest, proceeds
//	late        the interest on what is paid after its due day
//	invoice     an invoice's fingerprint, however it is written down
//	priority    who comes first where several financiers claim one receivable
//	report      what falls due, exposure, holdings, an obligor's payment record, the whole state with its digest: as of any day
//	currency    ISO 4217
//	book        the ledger in plain Go values, by the rules as one reads them; tests hold the contracts to it
//	contracts   the code that abigen generates from the contracts
//
// Guarantee: it imports go-ethereum and the standard library only, and nothing of the relayer or the command line. The example is what
// a bank does, on a chain that the test starts.
package bindings
