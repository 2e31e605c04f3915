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

// testDomain is the golden vectors' deployment.
var testDomain = Domain{ChainID: 31_337, Salt: crypto.Keccak256Hash([]byte("a salt that no deployment has"))}

// testKey is a private key that anyone can make: keccak256 of a name.
func testKey(t testing.TB, name string) *ecdsa.PrivateKey {
	t.Helper()
	key, err := crypto.ToECDSA(crypto.Keccak256([]byte("tallystick test key of " + name)))
	if err != nil {
		t.Fatal(err)
	}
	return key
}

func units(n int64) *big.Int { return big.NewInt(n) }

// samples are one message of every kind, with every field used. Company 31 owes 32 the receivable R31-17; 33 is a bank.
func samples(t testing.TB) []any {
	t.Helper()
	id := ref.Obligation{Module: ref.Receivables, Company: 31, Serial: 17}.Big()
	proposal := [32]byte(crypto.Keccak256Hash([]byte("a proposal")))
	digest := [32]byte(crypto.Keccak256Hash([]byte("a document")))
	joining := crypto.PubkeyToAddress(testKey(t, "joining").PublicKey)
	old := common.HexToAddress("0x00000000000000000000000000000000000a11ce")
	quoted := contracts.Quote{
		Company: 33, Obligation: id, Lot: units(0), Start: units(420_000_000), End: units(500_000_000), Holder: 32, Rate: 42_000,
		DayCount: 1, Recourse: true, CashBank: 33, Until: 20_900, Registration: "ZDW-2026-000017", Serial: 9,
	}
	quoteHash, err := StructHash(quoted, 7, 1_900_000_000)
	if err != nil {
		t.Fatal(err)
	}
	cny := uint16(currency.CNY)
	noLimit := units(1<<48 - 1)
	return []any{
		contracts.AdmitCompany{
			Company: 1, Id: 34, Name: "Northern Steel 北方钢铁", Registration: "91110000100000000X", Capacities: 3, Key: joining,
			DualAbove: noLimit, Documents: digest,
		},
		contracts.SuspendCompany{Company: 1, Id: 34, Suspended: true, Reason: "order 2026-17"},
		contracts.SetOperator{Company: 31, Key: joining, Roles: 3, Limit: units(300_000_000), Daily: noLimit, Until: 21_000},
		contracts.RevokeOperator{Company: 31, Key: old},
		contracts.RotateOperator{Company: 31, Key: old, Replacement: joining},
		contracts.SetThreshold{Company: 31, DualAbove: units(100_000_000)},
		contracts.AcceptFrom{Company: 32, Sender: 31, Obligor: 31, Min: units(1), Max: units(100_000_000), PerDay: 100, Until: 21_000},
		contracts.NameVendor{Company: 31, Supplier: 32, Number: "V-0311"},
		contracts.CancelNonce{Company: 31, Cancelled: 1<<64 - 1},
		contracts.Transfer{
			Company: 32, Obligation: id, Lot: units(0), Start: units(0), End: units(300_000_000), To: 34, Recourse: true,
			Until: 20_900, Terms: digest,
		},
		contracts.AcceptTransfer{Company: 34, Obligation: id, Lot: units(0), Proposal: proposal},
		contracts.RejectTransfer{Company: 34, Obligation: id, Lot: units(0), Proposal: proposal},
		contracts.WithdrawTransfer{Company: 32, Obligation: id, Lot: units(0), Proposal: proposal},
		contracts.Split{Company: 32, Obligation: id, Lot: units(0), Middle: units(300_000_000)},
		contracts.Merge{Company: 32, Obligation: id, Lot: units(0), Right: units(300_000_000)},
		contracts.RequestReceivable{
			Company: 32, Serial: 5, Obligor: 31, Face: units(1_000_000_000), Currency: cny, Delivered: 20_770, Due: 20_958, Rules: 1,
			Until: 20_800, Ref: "0311:8841", ContractDigest: digest, InvoicesDigest: proposal, Justification: digest,
		},
		contracts.IssueReceivable{
			Company: 31, Serial: 17, Supplier: 32, Face: units(1_000_000_000), Currency: cny, Delivered: 20_770, Due: 20_958, Rules: 1,
			Until: 20_800, Ref: "0311:8842", ContractDigest: digest, InvoicesDigest: proposal, Justification: digest,
		},
		contracts.ConfirmReceivable{Company: 31, Receivable: id, Proposal: proposal},
		contracts.TakeReceivable{Company: 32, Receivable: id, Proposal: proposal},
		contracts.RejectReceivable{Company: 32, Receivable: id, Proposal: proposal},
		contracts.WithdrawReceivable{Company: 31, Receivable: id, Proposal: proposal},
		contracts.SettleReceivable{Company: 31, Receivable: id, Amount: units(1_000_000_000), Bank: 33, Paid: units(0)},
		contracts.GrantLine{Company: 33, Obligor: 31, Currency: cny, Amount: 100_000_000_000_000},
		contracts.MintCash{Company: 33, To: 31, Currency: cny, Amount: units(1_000_000_000), Ref: "wire 2026-11-21/8"},
		contracts.RedeemCash{Company: 32, Bank: 33, Currency: cny, Amount: units(1), Ref: "payout 1"},
		contracts.TransferCash{Company: 32, Bank: 33, Currency: cny, To: 31, Amount: units(5_000), Ref: "fee"},
		quoted,
		contracts.TakeQuote{Company: 32, Quote: quoteHash, Least: units(79_000_000)},
		contracts.WithdrawQuote{Company: 33, Quote: quoteHash},
		AskQuotes{
			Company: 32, Obligation: id, Lot: units(0), Start: units(420_000_000), End: units(500_000_000), Recourse: true, Until: 20_900,
		},
	}
}

// complete signs a sample and adds whatever else it needs.
func complete(t testing.TB, message any, nonce, deadline uint64) Signed {
	t.Helper()
	signed, err := Sign(KeySigner{testKey(t, "maker")}, testDomain, message, nonce, deadline)
	if err != nil {
		t.Fatal(err)
	}
	if _, joins := signed.Joining(); joins {
		if signed, err = signed.AddConsent(KeySigner{testKey(t, "joining")}, testDomain); err != nil {
			t.Fatal(err)
		}
	}
	if _, takes := message.(contracts.TakeQuote); takes {
		bank := complete(t, sampleQuote(t), 7, 1_900_000_000)
		if signed, err = signed.WithQuote(bank); err != nil {
			t.Fatal(err)
		}
	}
	return signed
}

func sampleQuote(t testing.TB) contracts.Quote {
	t.Helper()
	for _, message := range samples(t) {
		if q, ok := message.(contracts.Quote); ok {
			return q
		}
	}
	t.Fatal("no sample quote")
	return contracts.Quote{}
}
