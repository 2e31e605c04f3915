package main

import (
	"context"
	"fmt"

	"github.com/ethereum/go-ethereum/accounts"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/ethereum/go-ethereum/rpc"
	"github.com/ethereum/go-ethereum/signer/core/apitypes"

	"github.com/tallystick/tallystick/bindings/act"
)

// signer answers the signer of the account in use: --account, TALLY_ACCOUNT or the profile's,
// else the keystore's only account. It asks for the password of a key file, once a run.
func (s *session) signer(ctx context.Context) (act.Signer, error) {
	if s.signing != nil {
		return s.signing, nil
	}
	a, err := s.account()
	if err != nil {
		return nil, err
	}
	if a.External != "" {
		external, err := dialSigner(ctx, a.External, a.Address)
		if err != nil {
			return nil, err
		}
		s.signing = external
		return external, nil
	}
	password, err := s.password(a.Name)
	if err != nil {
		return nil, err
	}
	key, err := s.keyring().unlock(a, password)
	if err != nil {
		return nil, err
	}
	s.signing = act.KeySigner{Private: key}
	return s.signing, nil
}

func (s *session) keyring() keyring { return keyring{s.get("keystore")} }

// account answers the account in use.
func (s *session) account() (account, error) {
	if wanted := s.get("account"); wanted != "" {
		return s.keyring().find(wanted)
	}
	accounts, err := s.keyring().list()
	if err != nil {
		return account{}, err
	}
	switch len(accounts) {
	case 0:
		return account{}, exitf(ExitKey, "there is no account in %s", s.keyring().dir).
			hintf("make one with: tally account new --name NAME")
	case 1:
		return accounts[0], nil
	default:
		return account{}, exitf(ExitKey, "there are %d accounts, and none is chosen", len(accounts)).
			hintf("choose one with --account NAME; they are listed by: tally account list")
	}
}

// externalSigner asks a signer of its own process (clef, or anything that answers
// account_signTypedData as clef does), where the person sees the fields and consents.
type externalSigner struct {
	ctx     context.Context // of the run: an interrupted run stops waiting for the person
	client  *rpc.Client
	address common.Address
}

// dialSigner connects to an external signer. An address of zero means its only account.
func dialSigner(ctx context.Context, url string, address common.Address) (*externalSigner, error) {
	unreachable := func(err error) error {
		return exitf(ExitUnreachable, "the external signer %s does not answer", url).because(err).
			hintf("start it, for clef: clef --http --chainid N")
	}
	client, err := rpc.DialContext(ctx, url)
	if err != nil {
		return nil, unreachable(err)
	}
	var known []common.Address
	if err := client.CallContext(ctx, &known, "account_list"); err != nil {
		client.Close()
		return nil, unreachable(err)
	}
	if address == (common.Address{}) && len(known) == 1 {
		address = known[0]
	}
	for _, one := range known {
		if one == address {
			return &externalSigner{ctx, client, address}, nil
		}
	}
	client.Close()
	if address == (common.Address{}) {
		return nil, usagef("the external signer %s has %d accounts", url, len(known)).
			hintf("name one with --address 0x…")
	}
	return nil, exitf(ExitKey, "the external signer %s does not have %s", url, address.Hex())
}

func (e *externalSigner) Address() common.Address { return e.address }

// SignTypedData refuses an answer that is not this account's signature of this message.
func (e *externalSigner) SignTypedData(message apitypes.TypedData) ([]byte, error) {
	var signature hexutil.Bytes
	if err := e.client.CallContext(e.ctx, &signature, "account_signTypedData", e.address.Hex(), message); err != nil {
		return nil, exitf(ExitKey, "the external signer did not sign").because(err)
	}
	by, err := recoverTyped(message, signature)
	if err != nil {
		return nil, err
	}
	if by != e.address {
		return nil, exitf(ExitKey, "the external signer signed as %s, not as %s", by.Hex(), e.address.Hex())
	}
	return signature, nil
}

// SignText signs a plain text (EIP-191).
func (e *externalSigner) SignText(text []byte) ([]byte, error) {
	var signature hexutil.Bytes
	err := e.client.CallContext(e.ctx, &signature, "account_signData", accounts.MimetypeTextPlain, e.address.Hex(), hexutil.Bytes(text))
	if err != nil {
		return nil, exitf(ExitKey, "the external signer did not sign").because(err)
	}
	return signature, nil
}

// recoverTyped answers who signed a typed message.
func recoverTyped(message apitypes.TypedData, signature []byte) (common.Address, error) {
	digest, _, err := apitypes.TypedDataAndHash(message)
	if err != nil {
		return common.Address{}, fmt.Errorf("hash the message: %w", err)
	}
	if len(signature) != crypto.SignatureLength {
		return common.Address{}, exitf(ExitKey, "the signature is not 65 bytes")
	}
	raw := append([]byte(nil), signature...)
	if raw[crypto.RecoveryIDOffset] >= 27 {
		raw[crypto.RecoveryIDOffset] -= 27
	}
	key, err := crypto.SigToPub(digest, raw)
	if err != nil {
		return common.Address{}, fmt.Errorf("recover the signer: %w", err)
	}
	return crypto.PubkeyToAddress(*key), nil
}
