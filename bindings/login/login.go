// Package login is the message that a person or a program signs to read at a relayer: Sign-In with Ethereum, EIP-4361.
//
// Guarantee: Parse takes exactly what Text writes, so that what was checked is what was signed, and neither side ever signs or
// takes a text of another kind, such as the rejection of an act.
package login

import (
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/ethereum/go-ethereum/common"
)

// Statement is what the signer is told.
const Statement = "Read at this Tallystick relayer what the company of this key may see. Signing it moves nothing and costs nothing."

// ErrMessage: a text is no sign-in message of the form that relayers use.
var ErrMessage = errors.New("not a sign-in message (EIP-4361)")

// Message is a sign-in message. Times count to the second.
type Message struct {
	// Domain is the host, and port where it has one, that the signer speaks to. Who signs for one host is logged in at no other.
	Domain string
	// Key is the account that signs.
	Key common.Address
	// URI is what is signed in to, an address under Domain.
	URI     string
	ChainID uint64
	// Nonce is the relayer's, letters and digits, good once.
	Nonce string
	// Issued and Expires are when the message can be used.
	Issued, Expires time.Time
}

// wellFormed are what a domain and a nonce may consist of.
var (
	domains = regexp.MustCompile(`^[A-Za-z0-9.\-_\[\]:]{1,255}$`)
	nonces  = regexp.MustCompile(`^[A-Za-z0-9]{8,128}$`)
)

// Text is what is signed, by EIP-191.
func (m Message) Text() string {
	return fmt.Sprintf(`%s wants you to sign in with your Ethereum account:
%s

%s

URI: %s
Version: 1
Chain ID: %d
Nonce: %s
Issued At: %s
Expiration Time: %s`, m.Domain, m.Key.Hex(), Statement, m.URI, m.ChainID, m.Nonce, second(m.Issued), second(m.Expires))
}

func second(t time.Time) string { return t.UTC().Truncate(time.Second).Format(time.RFC3339) }

// Parse reads what Text wrote. The error is ErrMessage, and says which line is wrong.
func Parse(text string) (m Message, err error) {
	wrong := func(line string) (Message, error) { return Message{}, fmt.Errorf("%w: %s", ErrMessage, line) }
	lines := strings.Split(text, "\n")
	if len(lines) != 11 {
		return wrong("it has not eleven lines")
	}
	m.Domain = strings.TrimSuffix(lines[0], " wants you to sign in with your Ethereum account:")
	if !domains.MatchString(m.Domain) {
		return wrong("the first line names no domain")
	}
	if !common.IsHexAddress(lines[1]) {
		return wrong("the second line is no address")
	}
	m.Key = common.HexToAddress(lines[1])
	fields := make(map[string]string)
	for _, line := range lines[5:] {
		name, value, _ := strings.Cut(line, ": ")
		fields[name] = value
	}
	m.URI, m.Nonce = fields["URI"], fields["Nonce"]
	if where, err := url.Parse(m.URI); err != nil || where.Host != m.Domain {
		return wrong("its URI is not under its domain")
	}
	if !nonces.MatchString(m.Nonce) {
		return wrong("its nonce is none")
	}
	if m.ChainID, err = strconv.ParseUint(fields["Chain ID"], 10, 64); err != nil {
		return wrong("its chain id is none")
	}
	if m.Issued, err = time.Parse(time.RFC3339, fields["Issued At"]); err != nil {
		return wrong("its time of issue is none")
	}
	if m.Expires, err = time.Parse(time.RFC3339, fields["Expiration Time"]); err != nil {
		return wrong("its time of expiration is none")
	}
	if m.Text() != text {
		return wrong("it is not written as relayers write it")
	}
	return m, nil
}
