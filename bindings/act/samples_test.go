package act

import (
	"crypto/ecdsa"
	"math/big"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/tallystick/tallystick/bindings/contracts"
	"github.com/tallystick/tallystick/bindings/currency"
	"github.com/tallystick/tallystick/bindings/ref"
)

// The samples are set in the network of contracts/test/Network.sol on its first day, so that Vectors.t.sol can do each of them: the same
// companies, whose first keys are made from their names.
const (
	operatorDesk = 1
	authority    = 2
	core         = 31
	acme         = 41
	bolt         = 42
	cirrus       = 43
	bank         = 51
	surety       = 53

	day0 = 20_000
	// standingNonce and deadline are those of the proposals that Vectors.t.sol makes beforehand.
	standingNonce  = 77
	quoteNonce     = 78
	sampleDeadline = 1_900_000_000
)

var keyNames = map[uint32]string{
	operatorDesk: "operator", authority: "authority", core: "Northern Steel", acme: "Acme", bolt: "Bolt", bank: "First Bank", surety: "Surety",
}

// testDomain is the golden vectors' deployment.
var testDomain = Domain{ChainID: 31_337, Salt: crypto.Keccak256Hash([]byte("a salt that no deployment has"))}

// testKey is a private key that anyone can make: keccak256 of a name. Test.sol makes the same.
func testKey(t testing.TB, name string) *ecdsa.PrivateKey {
	t.Helper()
	key, err := crypto.ToECDSA(crypto.Keccak256([]byte(name)))
	if err != nil {
		t.Fatal(err)
	}
	return key
}

// keyOf is the first key of the company that a message acts for.
func keyOf(t testing.TB, message any) KeySigner {
	t.Helper()
	company, err := Company(message)
	if err != nil {
		t.Fatal(err)
	}
	name, ok := keyNames[company]
	if !ok {
		name = "maker"
	}
	return KeySigner{testKey(t, name)}
}

func units(n int64) *big.Int { return big.NewInt(n) }

// receivable is the number of a receivable.
func receivable(company uint32, serial uint64) *big.Int {
	return ref.Obligation{Module: ref.Receivables, Company: company, Serial: serial}.Big()
}

// proposal is the struct hash of a message that Vectors.t.sol sends beforehand.
func proposal(t testing.TB, message any) [32]byte {
	t.Helper()
	hash, err := StructHash(message, standingNonce, sampleDeadline)
	if err != nil {
		t.Fatal(err)
	}
	return hash
}

// samples are one message of every kind, with every field used where the act allows it.
func samples(t testing.TB) []any {
	t.Helper()
	digest := [32]byte(crypto.Keccak256Hash([]byte("a document")))
	joining := KeySigner{testKey(t, "joining")}.Address()
	spare := KeySigner{testKey(t, "spare")}.Address()
	cny := uint16(currency.CNY)
	noLimit := units(1<<48 - 1)
	var ruleID [32]byte
	copy(ruleID[:], "V01.tenor-months")
	half, whole := units(500_000_000), units(1_000_000_000)
	invoices := []contracts.Invoice{
		{Fingerprint: [32]byte{7}, Total: units(900_000_000), Drawn: units(400_000_000)},
		{Fingerprint: [32]byte{8}, Total: units(600_000_000), Drawn: units(600_000_000)},
	}
	request := contracts.RequestReceivable{
		Company: acme, Serial: 5, Obligor: core, Face: units(1_000_000_000), Currency: cny, Delivered: day0 - 10, Due: day0 + 90, Rules: 1,
		Until: day0 + 10, Ref: "0311:8841", ContractDigest: digest, InvoicesDigest: [32]byte{1}, Invoices: invoices,
		Justification: [32]byte{2},
	}
	issue := contracts.IssueReceivable{
		Company: core, Serial: 20, Supplier: bolt, Face: units(1_000_000_000), Currency: cny, Delivered: day0 - 10, Due: day0 + 90, Rules: 1,
		Until: day0 + 10, Ref: "0311:8842", ContractDigest: digest, InvoicesDigest: [32]byte{1}, Invoices: invoices,
		Justification: [32]byte{2},
	}
	// Made beforehand: the request R41-6, the issue R31-21 and a transfer of R31-18.
	requested, issued := request, issue
	requested.Serial, requested.Ref = 6, ""
	issued.Serial, issued.Ref = 21, ""
	requested.Invoices, issued.Invoices = nil, nil
	offered := contracts.Transfer{
		Company: acme, Obligation: receivable(core, 18), Lot: units(0), Start: units(0), End: units(500_000_000), To: bolt, Until: day0 + 5,
	}
	quoted := contracts.Quote{
		Company: bank, Obligation: receivable(core, 17), Lot: units(0), Start: units(420_000_000), End: units(500_000_000), Holder: acme,
		Rate: 42_000, DayCount: 1, Recourse: true, CashBank: bank, Until: day0 + 10, Registration: "ZDW-2024-000017", Serial: 9,
	}
	quoteHash, err := StructHash(quoted, quoteNonce, sampleDeadline)
	if err != nil {
		t.Fatal(err)
	}
	// Made beforehand, each about a receivable of its own: R31-22 to R31-29.
	asked := contracts.PledgeLot{
		Company: acme, Obligation: receivable(core, 22), Lot: units(0), Start: units(0), End: half, Pledgee: bank, Secured: units(400_000_000),
		DebtDue: day0 + 30,
	}
	pledged := asked
	pledged.Obligation = receivable(core, 23)
	toGuarantee := contracts.AskGuarantee{
		Company: acme, Obligation: receivable(core, 24), Lot: units(0), Start: units(0), End: half, Guarantor: surety,
	}
	toCancel := contracts.CancelReceivable{Company: acme, Receivable: receivable(core, 25), Reason: "goods returned"}
	toRetire := contracts.RetireLot{
		Company: acme, Obligation: receivable(core, 26), Lot: units(0), Start: units(0), End: half, System: "paper", Bundle: digest,
	}
	frozen := contracts.FreezeLot{
		Company: authority, Obligation: receivable(core, 27), Lot: units(0), Start: units(0), End: half, Order: "(2024) 17", Digest: digest,
	}
	disputed := contracts.DisputeLot{
		Company: core, Obligation: receivable(core, 28), Lot: units(0), Start: units(0), End: half, Reason: "short delivery", Digest: digest,
	}
	claimed := contracts.ClaimRecourse{Company: bolt, Obligation: receivable(core, 29), Lot: units(0), Against: acme, Notice: digest}
	lost := contracts.ProposeRecovery{
		Company: operatorDesk, Lost: bolt, Key: KeySigner{testKey(t, "recovering")}.Address(), Documents: digest,
	}
	claim := proposal(t, claimed)
	// The same, about one that nothing has happened to.
	untouched := receivable(core, 30)
	toPledge, guarantee, cancel, retire, freeze, dispute := asked, toGuarantee, toCancel, toRetire, frozen, disputed
	toPledge.Obligation, guarantee.Obligation, cancel.Receivable = untouched, untouched, untouched
	retire.Obligation, freeze.Obligation, dispute.Obligation = untouched, untouched, untouched
	return []any{
		contracts.AdmitCompany{
			Company: operatorDesk, Id: 60, Name: "Harbour Steel 港口钢铁", Registration: "91110000100000000X", Capacities: 3, Key: joining,
			DualAbove: noLimit, Documents: digest,
		},
		contracts.SuspendCompany{Company: operatorDesk, Id: cirrus, Suspended: true, Reason: "order 2024-17"},
		contracts.SetOperator{Company: core, Key: joining, Roles: 3, Limit: units(300_000_000), Daily: noLimit, Until: day0 + 1000},
		contracts.RevokeOperator{Company: core, Key: spare},
		contracts.RotateOperator{Company: core, Key: spare, Replacement: joining},
		contracts.SetThreshold{Company: core, DualAbove: units(100_000_000)},
		contracts.AcceptFrom{Company: bolt, Sender: acme, Obligor: core, Min: units(1), Max: units(100_000_000), PerDay: 100, Until: day0 + 1000},
		contracts.NameVendor{Company: core, Supplier: acme, Number: "V-0311"},
		contracts.CancelNonce{Company: core, Cancelled: 1<<64 - 1},
		contracts.CancelSignature{Company: core, Digest: digest},
		contracts.Transfer{
			Company: acme, Obligation: receivable(core, 17), Lot: units(0), Start: units(100), End: units(300_000_000), To: bolt, Recourse: true,
			Until: day0 + 20, Terms: digest,
		},
		contracts.AcceptTransfer{Company: bolt, Obligation: receivable(core, 18), Lot: units(0), Proposal: proposal(t, offered)},
		contracts.RejectProposal{Company: bolt, Obligation: receivable(core, 18), Lot: units(0), Proposal: proposal(t, offered)},
		contracts.WithdrawProposal{Company: acme, Obligation: receivable(core, 18), Lot: units(0), Proposal: proposal(t, offered)},
		contracts.Split{Company: acme, Obligation: receivable(core, 17), Lot: units(0), Middle: units(300_000_000)},
		contracts.Merge{Company: acme, Obligation: receivable(core, 19), Lot: units(0), Right: units(300_000_000)},
		contracts.PayRun{
			Company: acme, Obligation: receivable(core, 17), Lot: units(0), Start: units(299_999_400), End: units(300_000_000), Serial: 7,
			Terms: [32]byte{7}, Count: 2, Leaves: common.FromHex("0x0000002a0000000001900000002b0000000000c8"),
		},
		request,
		issue,
		contracts.ConfirmReceivable{Company: core, Receivable: receivable(acme, 6), Proposal: proposal(t, requested)},
		contracts.TakeReceivable{Company: bolt, Receivable: receivable(core, 21), Proposal: proposal(t, issued)},
		contracts.RejectReceivable{Company: core, Receivable: receivable(acme, 6), Proposal: proposal(t, requested)},
		contracts.WithdrawReceivable{Company: core, Receivable: receivable(core, 21), Proposal: proposal(t, issued)},
		contracts.IssueInstalments{
			Company: core, Serial: 100, Supplier: bolt, Currency: cny, Delivered: day0 - 10, Rules: 1, Until: day0 + 10, Ref: "0311:8843",
			ContractDigest: digest, InvoicesDigest: [32]byte{1}, Invoices: invoices, Justification: [32]byte{2},
			Instalments: []contracts.Instalment{{Face: units(300_000_000), Due: day0 + 30}, {Face: units(700_000_000), Due: day0 + 60}},
		},
		contracts.AttachDocument{Company: acme, Obligation: receivable(core, 17), Lot: units(0), Kind: "delivery note", Digest: digest},
		contracts.SettleReceivable{
			Company: core, Receivable: receivable(core, 17), Amount: whole, Bank: bank, Paid: units(0), Interest: units(1),
		},
		contracts.AttestWire{
			Company: bank, Receivable: receivable(core, 17), Amount: half, Paid: units(0), Interest: units(0), Ref: "wire 2025-01-02/9",
		},
		cancel,
		contracts.AgreeCancel{Company: core, Receivable: receivable(core, 25), Proposal: proposal(t, toCancel)},
		retire,
		contracts.AgreeRetirement{Company: core, Obligation: receivable(core, 26), Lot: units(0), Proposal: proposal(t, toRetire)},
		contracts.LiftDefault{Company: authority, Obligor: core, Order: "(2025) 3"},
		contracts.GrantLine{Company: bank, Obligor: core, Currency: cny, Amount: 100_000_000_000_000},
		contracts.MintCash{Company: bank, To: core, Currency: cny, Amount: units(1_000_000_000), Ref: "wire 2024-10-04/8"},
		contracts.RedeemCash{Company: core, Bank: bank, Currency: cny, Amount: units(1), Ref: "payout 1"},
		contracts.TransferCash{Company: core, Bank: bank, Currency: cny, To: acme, Amount: units(5_000), Ref: "fee"},
		quoted,
		contracts.TakeQuote{Company: acme, Quote: quoteHash, Least: units(79_000_000)},
		contracts.WithdrawQuote{Company: bank, Quote: quoteHash},
		toPledge,
		contracts.AcceptPledge{
			Company: bank, Obligation: receivable(core, 22), Lot: units(0), Pledge: proposal(t, asked), Registration: "ZDW-2024-000018",
		},
		contracts.ReleasePledge{Company: bank, Obligation: receivable(core, 23), Lot: units(0), End: half, Pledge: proposal(t, pledged)},
		contracts.EnforcePledge{Company: bank, Obligation: receivable(core, 23), Lot: units(0), Pledge: proposal(t, pledged), Notice: digest},
		guarantee,
		contracts.GiveGuarantee{Company: surety, Obligation: receivable(core, 24), Lot: units(0), Proposal: proposal(t, toGuarantee)},
		claimed,
		contracts.SettleRecourse{Company: acme, Claim: claim, Bank: bank, Most: units(2_000_000_000)},
		contracts.RefuseRecourse{Company: acme, Claim: claim, Reason: "paid in kind"},
		contracts.AcknowledgeRecourse{Company: bolt, Claim: claim, Ref: "wire 2025-01-08/1"},
		freeze,
		contracts.UnfreezeLot{Company: authority, Obligation: receivable(core, 27), Lot: units(0), Freeze: proposal(t, frozen), Order: "(2024) 18"},
		dispute,
		contracts.ResolveDispute{
			Company: core, Obligation: receivable(core, 28), Lot: units(0), Dispute: proposal(t, disputed), Resolution: "delivered after all",
		},
		contracts.SuspendKey{Company: authority, Key: spare, Suspended: true, Order: "(2024) 19"},
		contracts.ProposeRecovery{Company: operatorDesk, Lost: cirrus, Key: joining, Documents: digest},
		contracts.AgreeRecovery{Company: authority, Lost: bolt, Proposal: proposal(t, lost)},
		contracts.ObjectRecovery{Company: bolt, Proposal: proposal(t, lost)},
		contracts.InviteMember{Company: core, Circle: core, Code: spare, Until: day0 + 30},
		contracts.JoinCircle{Company: acme, Circle: core, Code: joining},
		contracts.LeaveCircle{Company: core, Circle: core, Member: bolt},
		contracts.NameRuleSet{Company: authority, Set: 5, Name: "CN-2028", From: day0 + 100},
		contracts.DefineRule{
			Company: authority, Set: 4, Id: ruleID, Value: units(6), From: day0 + 100,
			Source: "R-V02",
		},
		AskQuotes{
			Company: acme, Obligation: receivable(core, 17), Lot: units(0), Start: units(420_000_000), End: units(500_000_000), Recourse: true,
			Until: day0 + 10,
		},
	}
}

// complete signs a sample with its company's key and adds whatever else it needs.
func complete(t testing.TB, message any, nonce, deadline uint64) Signed {
	t.Helper()
	signed, err := Sign(keyOf(t, message), testDomain, message, nonce, deadline)
	if err != nil {
		t.Fatal(err)
	}
	if _, joins := signed.Joining(); joins {
		if signed, err = signed.AddConsent(KeySigner{testKey(t, "joining")}, testDomain); err != nil {
			t.Fatal(err)
		}
	}
	if _, takes := message.(contracts.TakeQuote); takes {
		if signed, err = signed.WithQuote(complete(t, sampleQuote(t), quoteNonce, sampleDeadline)); err != nil {
			t.Fatal(err)
		}
	}
	return signed
}

func sampleQuote(t testing.TB) contracts.Quote { return sample[contracts.Quote](t) }

func sampleTransfer(t testing.TB) contracts.Transfer { return sample[contracts.Transfer](t) }

// sample is the one of its type.
func sample[T any](t testing.TB) T {
	t.Helper()
	for _, message := range samples(t) {
		if m, ok := message.(T); ok {
			return m
		}
	}
	t.Fatalf("no sample %T", *new(T))
	return *new(T)
}

// maker is the key of the sample transfer's company.
func maker(t testing.TB) KeySigner { return keyOf(t, sampleTransfer(t)) }
