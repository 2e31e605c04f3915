// Package act is what companies sign: typed acts, their EIP-712 hashes, their signatures, and the calldata that carries them.
//
// An act is one of the structs of bindings/contracts that are listed in Kinds; its message is the struct's fields and then
// a nonce of the signing key and a deadline. Everything else follows from the contracts' ABI, so that no type is written twice.
//
// Guarantee: for every kind the type string, struct hash and digest are those that the contracts check (golden vectors hold
// Go, Solidity and cast together); a number that its Solidity type cannot hold, and a JSON field that the type does not have, is
// refused before anything is hashed; and a Signed that Verify accepts was signed by the key that it names, over what it says.
package act

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"sync"

	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/tallystick/tallystick/bindings/contracts"
)

var (
	// ErrUnknownAct: no such act, or a Go value that is none.
	ErrUnknownAct = errors.New("not an act of this network")
	// ErrField: a field is missing, unknown, or not of its type.
	ErrField = errors.New("bad field")
)

// Kind is one type of act.
type Kind struct {
	// Name is the Solidity struct's, "Transfer".
	Name string
	// Contract is the contract that takes it, "Lots"; empty for AskQuotes, which no contract sees.
	Contract string
	// Method is the contract's function, "transfer"; empty for Quote, which is signed by a bank and carried inside TakeQuote, and
	// for AskQuotes.
	Method string

	message reflect.Type
	fields  []Field
	method  abi.Method
	hash    common.Hash
}

// Field is one field of a message, without the nonce and deadline that every message ends with.
type Field struct {
	// Name is the field's, "obligation".
	Name string
	// Type is its Solidity type as it is hashed: "uint256", or "Invoice[]" for a list of structs.
	Type string

	abi   abi.Type
	index int
	// item is what a list is of.
	item *item
}

// table says which contract takes which act. A test compares it with every function of the ABIs.
func table() []Kind {
	of := func(contract string, acts ...any) []Kind {
		kinds := make([]Kind, len(acts))
		for i, a := range acts {
			message := reflect.TypeOf(a)
			name := message.Name()
			kinds[i] = Kind{Name: name, Contract: contract, Method: strings.ToLower(name[:1]) + name[1:], message: message}
		}
		return kinds
	}
	return slices.Concat(
		of("Companies",
			contracts.AdmitCompany{}, contracts.SuspendCompany{}, contracts.SetOperator{}, contracts.RevokeOperator{},
			contracts.RotateOperator{}, contracts.SetThreshold{}, contracts.AcceptFrom{}, contracts.NameVendor{},
			contracts.CancelNonce{}, contracts.CancelSignature{}, contracts.SuspendKey{}, contracts.ProposeRecovery{}, contracts.AgreeRecovery{},
			contracts.ObjectRecovery{}),
		of("Circles", contracts.InviteMember{}, contracts.JoinCircle{}, contracts.LeaveCircle{}),
		of("Rules", contracts.NameRuleSet{}, contracts.DefineRule{}),
		of("Lots",
			contracts.Transfer{}, contracts.AcceptTransfer{}, contracts.RejectProposal{}, contracts.WithdrawProposal{},
			contracts.Split{}, contracts.Merge{}),
		of("PaymentRuns", contracts.PayRun{}),
		of("Receivables",
			contracts.RequestReceivable{}, contracts.IssueReceivable{}, contracts.IssueInstalments{}, contracts.ConfirmReceivable{},
			contracts.TakeReceivable{}, contracts.RejectReceivable{}, contracts.WithdrawReceivable{}),
		of("Lines", contracts.GrantLine{}, contracts.LiftDefault{}),
		of("Evidence", contracts.AttachDocument{}),
		of("Settlements", contracts.SettleReceivable{}, contracts.AttestWire{}),
		of("Endings",
			contracts.CancelReceivable{}, contracts.AgreeCancel{}, contracts.RetireLot{}, contracts.AgreeRetirement{}),
		of("Cash", contracts.MintCash{}, contracts.RedeemCash{}, contracts.TransferCash{}),
		of("Discounts", contracts.Quote{}, contracts.TakeQuote{}, contracts.WithdrawQuote{}),
		of("Pledges",
			contracts.PledgeLot{}, contracts.AcceptPledge{}, contracts.ReleasePledge{}, contracts.EnforcePledge{}),
		of("Guarantees", contracts.AskGuarantee{}, contracts.GiveGuarantee{}),
		of("Recourse",
			contracts.ClaimRecourse{}, contracts.SettleRecourse{}, contracts.RefuseRecourse{}, contracts.AcknowledgeRecourse{}),
		of("Holds", contracts.FreezeLot{}, contracts.UnfreezeLot{}, contracts.DisputeLot{}, contracts.ResolveDispute{}),
		[]Kind{askQuotes()},
	)
}

// abis are the parsed ABIs of the contracts that take acts, and of Batch.
func abis() (map[string]*abi.ABI, error) {
	parsed := make(map[string]*abi.ABI)
	for name, parse := range map[string]func() (*abi.ABI, error){
		"Companies":   contracts.CompaniesMetaData.ParseABI,
		"Circles":     contracts.CirclesMetaData.ParseABI,
		"Rules":       contracts.RulesMetaData.ParseABI,
		"Lots":        contracts.LotsMetaData.ParseABI,
		"PaymentRuns": contracts.PaymentRunsMetaData.ParseABI,
		"Receivables": contracts.ReceivablesMetaData.ParseABI,
		"Lines":       contracts.LinesMetaData.ParseABI,
		"Evidence":    contracts.EvidenceMetaData.ParseABI,
		"Settlements": contracts.SettlementsMetaData.ParseABI,
		"Endings":     contracts.EndingsMetaData.ParseABI,
		"Cash":        contracts.CashMetaData.ParseABI,
		"Discounts":   contracts.DiscountsMetaData.ParseABI,
		"Pledges":     contracts.PledgesMetaData.ParseABI,
		"Guarantees":  contracts.GuaranteesMetaData.ParseABI,
		"Recourse":    contracts.RecourseMetaData.ParseABI,
		"Holds":       contracts.HoldsMetaData.ParseABI,
		"Batch":       contracts.BatchMetaData.ParseABI,
	} {
		contract, err := parse()
		if err != nil {
			return nil, fmt.Errorf("ABI of %s: %w", name, err)
		}
		parsed[name] = contract
	}
	return parsed, nil
}

// catalogue is the table filled in from the ABIs, made once. It panics where the generated bindings and the table disagree, which
// the tests of this package would have shown.
var catalogue = sync.OnceValue(func() []Kind {
	parsed, err := abis()
	if err != nil {
		panic(err)
	}
	kinds := table()
	for i := range kinds {
		if contract, ok := parsed[kinds[i].Contract]; ok {
			if err := kinds[i].fill(contract); err != nil {
				panic(err)
			}
		}
		kinds[i].hash = crypto.Keccak256Hash([]byte(kinds[i].TypeString()))
	}
	return kinds
})

// The names that the contracts give to an act's arguments. abigen drops the structs' own names from the ABI.
const (
	argMessage = "act"
	argAuth    = "auth"
	argConsent = "consent"
	argProof   = "proof"
	argQuote   = "quote"
	argBank    = "bank"
)

// fill takes the kind's fields from the ABI of its contract.
func (k *Kind) fill(contract *abi.ABI) error {
	carrier, argument := k.Method, argMessage
	if k.Name == quote {
		carrier, argument, k.Method = "takeQuote", argQuote, ""
	}
	method, ok := contract.Methods[carrier]
	if !ok {
		return fmt.Errorf("%s has no function %s", k.Contract, carrier)
	}
	if k.Method != "" {
		k.method = method
	}
	at := slices.IndexFunc(method.Inputs, func(a abi.Argument) bool { return a.Name == argument })
	if at < 0 || len(method.Inputs[at].Type.TupleElems) != k.message.NumField() {
		return fmt.Errorf("%s.%s takes no %s", k.Contract, carrier, k.Name)
	}
	tuple := method.Inputs[at].Type
	for i, element := range tuple.TupleElems {
		name := tuple.TupleRawNames[i]
		goField, ok := k.message.FieldByName(abi.ToCamelCase(name))
		if !ok {
			return fmt.Errorf("the generated %s has no field for %s", k.Name, name)
		}
		field := Field{Name: name, Type: element.String(), abi: *element, index: goField.Index[0]}
		if element.T == abi.SliceTy {
			var err error
			if field.item, err = itemOf(*element.Elem, goField.Type.Elem()); err != nil {
				return fmt.Errorf("%s.%s: %w", k.Name, name, err)
			}
			field.Type = field.item.name + "[]"
		}
		k.fields = append(k.fields, field)
	}
	return nil
}

// Kinds are all acts, by contract.
func Kinds() []Kind { return slices.Clone(catalogue()) }

// KindNamed finds an act by its name, "Transfer".
func KindNamed(name string) (Kind, error) {
	for _, k := range catalogue() {
		if k.Name == name {
			return k, nil
		}
	}
	return Kind{}, fmt.Errorf("act %q: %w", name, ErrUnknownAct)
}

// KindOf finds the kind of a message: one of the act structs of bindings/contracts, or a pointer to one.
func KindOf(message any) (Kind, error) {
	t := reflect.TypeOf(message)
	if t != nil && t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	for _, k := range catalogue() {
		if k.message == t {
			return k, nil
		}
	}
	return Kind{}, fmt.Errorf("a %T: %w", message, ErrUnknownAct)
}

// Fields are the message's own fields, in order.
func (k Kind) Fields() []Field { return slices.Clone(k.fields) }

// TypeString is the EIP-712 type that the contract hashes: "Split(uint32 company,…,uint64 nonce,uint40 deadline)".
func (k Kind) TypeString() string {
	var b strings.Builder
	b.WriteString(k.Name + "(")
	for _, f := range k.fields {
		b.WriteString(f.Type + " " + f.Name + ",")
	}
	b.WriteString("uint64 nonce,uint40 deadline)")
	for _, it := range k.items() {
		b.WriteString(it.typeString())
	}
	return b.String()
}

// items are the structs that the message has lists of, each once, in the order in which EIP-712 names them.
func (k Kind) items() []*item {
	var items []*item
	for _, f := range k.fields {
		if f.item != nil && !slices.ContainsFunc(items, func(it *item) bool { return it.name == f.item.name }) {
			items = append(items, f.item)
		}
	}
	slices.SortFunc(items, func(a, b *item) int { return strings.Compare(a.name, b.name) })
	return items
}

// TypeHash is keccak256 of TypeString.
func (k Kind) TypeHash() common.Hash { return k.hash }

// NeedsConsent reports whether the act also carries the signature of another key over the same message: one that is to join the
// company, or the one-time code of an invitation.
func (k Kind) NeedsConsent() bool {
	return slices.ContainsFunc(k.method.Inputs, func(a abi.Argument) bool { return a.Name == argConsent || a.Name == argProof })
}

// Company is the company that a message acts for.
func Company(message any) (uint32, error) {
	_, v, err := valueOf(message)
	if err != nil {
		return 0, err
	}
	return uint32(v.FieldByName("Company").Uint()), nil
}

// quote is the one kind that is no function of its own.
const quote = "Quote"

// valueOf is the struct behind a message, and its kind.
func valueOf(message any) (Kind, reflect.Value, error) {
	k, err := KindOf(message)
	if err != nil {
		return Kind{}, reflect.Value{}, err
	}
	v := reflect.ValueOf(message)
	if v.Kind() == reflect.Pointer {
		if v.IsNil() {
			return Kind{}, reflect.Value{}, fmt.Errorf("a nil %s: %w", k.Name, ErrUnknownAct)
		}
		v = v.Elem()
	}
	return k, v, nil
}
