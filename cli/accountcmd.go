package main

import (
	"crypto/ecdsa"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/ethereum/go-ethereum/accounts/keystore"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/ethereum/go-ethereum/signer/core/apitypes"
	"github.com/urfave/cli/v2"
)

// accountCommand is `tally account`: the keys on this computer.
func accountCommand(s *session) *cli.Command {
	name := &cli.StringFlag{Name: "name", Required: true, Usage: "what the account is called here: `NAME`"}
	light := &cli.BoolFlag{Name: "light-scrypt", Hidden: true, Usage: "a weak but quick key file, for tests and devnets only"}
	return &cli.Command{
		Name:  "account",
		Usage: "keys on this computer: make, list, import, try, change their passwords; log in with one",
		Subcommands: append([]*cli.Command{
			{
				Name:  "new",
				Usage: "make a key and keep it in an encrypted file",
				UsageText: "tally account new --name clerk\n" +
					"tally account new --name robot --password-file robot.password",
				Flags:  []cli.Flag{name, light},
				Action: s.accountNew,
			},
			{
				Name:      "list",
				Usage:     "the accounts in the keystore",
				UsageText: "tally account list\ntally account list -o json",
				Action:    s.accountList,
			},
			{
				Name:  "import",
				Usage: "take a keystore v3 file or a raw hex key file, or name an account of an external signer",
				UsageText: "tally account import UTC--2026-11-21--0a1b.json --name clerk\n" +
					"tally account import --external http://127.0.0.1:8550 --name treasurer",
				ArgsUsage: "[FILE]",
				Flags: []cli.Flag{
					name, light,
					&cli.StringFlag{Name: "external", Usage: "the `URL` of clef or another signer that has the key"},
					&cli.StringFlag{Name: "address", Usage: "which account of the external signer: `0x…`"},
				},
				Action: s.accountImport,
			},
			{
				Name:      "sign-test",
				Usage:     "sign a text and check the signature: does this account work?",
				UsageText: "tally account sign-test --account clerk\ntally account sign-test \"any text\"",
				ArgsUsage: "[TEXT]",
				Action:    s.accountSignTest,
			},
			{
				Name:      "change-password",
				Usage:     "encrypt a key file anew",
				UsageText: "tally account change-password --account clerk",
				Flags: []cli.Flag{
					&cli.StringFlag{Name: "new-password-file", Usage: "the `FILE` with the new password; asked for without it"},
					light,
				},
				Action: s.accountChangePassword,
			},
		}, loginCommands(s)...),
	}
}

func accountColumns() []column {
	return []column{{key: "account"}, {key: "address"}, {key: "kind"}, {key: "file"}}
}

func (a account) row() []any {
	kind := "key file"
	if a.External != "" {
		kind = "external " + a.External
	}
	return []any{a.Name, a.Address, kind, a.file}
}

func costOf(c *cli.Context) scryptCost {
	if c.Bool("light-scrypt") {
		return lightScrypt()
	}
	return strongScrypt()
}

func (s *session) accountNew(c *cli.Context) error {
	name := c.String("name")
	if err := s.keyring().free(name); err != nil {
		return err
	}
	password, err := s.newPassword(s.get("password_file"), name)
	if err != nil {
		return err
	}
	key, err := crypto.GenerateKey()
	if err != nil {
		return fmt.Errorf("make a key: %w", err)
	}
	if s.rehearsing() {
		return nil
	}
	made, err := s.keyring().put(name, key, password, costOf(c))
	if err != nil {
		return err
	}
	s.note("keep a copy of %s and its password: nobody can replace them", made.file)
	return s.print.record(accountColumns(), made.row())
}

func (s *session) accountList(*cli.Context) error {
	accounts, err := s.keyring().list()
	if err != nil {
		return err
	}
	if len(accounts) == 0 {
		s.note("there is no account in %s", s.keyring().dir)
	}
	rows := make([][]any, 0, len(accounts))
	for _, a := range accounts {
		rows = append(rows, a.row())
	}
	return s.print.list(accountColumns(), rows)
}

func (s *session) accountImport(c *cli.Context) error {
	name, url := c.String("name"), c.String("external")
	if (url == "") == (c.NArg() == 0) {
		return usagef("name either a key file or --external URL").hintf("see: %s --help", "tally account import")
	}
	if err := s.keyring().free(name); err != nil {
		return err
	}
	if url != "" {
		return s.importExternal(c, name, url)
	}
	if c.IsSet("address") {
		return usagef("--address belongs to --external")
	}
	key, password, err := s.readKeyFile(c.Args().First(), name)
	if err != nil {
		return err
	}
	if s.rehearsing() {
		return nil
	}
	made, err := s.keyring().put(name, key, password, costOf(c))
	if err != nil {
		return err
	}
	return s.print.record(accountColumns(), made.row())
}

func (s *session) importExternal(c *cli.Context, name, url string) error {
	var address common.Address
	if given := c.String("address"); given != "" {
		if !common.IsHexAddress(given) {
			return usagef("%q is not an address", given).hintf("0x and 40 hex digits")
		}
		address = common.HexToAddress(given)
	}
	external, err := dialSigner(c.Context, url, address)
	if err != nil {
		return err
	}
	defer external.client.Close()
	if s.rehearsing() {
		return nil
	}
	made, err := s.keyring().putExternal(name, external.Address(), url)
	if err != nil {
		return err
	}
	return s.print.record(accountColumns(), made.row())
}

// readKeyFile reads a key from a keystore v3 file, which keeps its password, or from a file of
// 64 hex digits, for which a new password is asked.
func (s *session) readKeyFile(path, name string) (*ecdsa.PrivateKey, string, error) {
	text, err := readSecretFile(path)
	if err != nil {
		return nil, "", err
	}
	if json.Valid(text) && strings.HasPrefix(strings.TrimSpace(string(text)), "{") {
		password, err := s.password(name)
		if err != nil {
			return nil, "", err
		}
		key, err := keystore.DecryptKey(text, password)
		if err != nil {
			return nil, "", fmt.Errorf("open %s: %w", path, err)
		}
		return key.PrivateKey, password, nil
	}
	digits := strings.TrimPrefix(strings.TrimSpace(string(text)), "0x")
	raw, err := hex.DecodeString(digits)
	if err != nil || len(raw) != 32 {
		return nil, "", usagef("%s is neither a keystore v3 file nor 64 hex digits", path)
	}
	key, err := crypto.ToECDSA(raw)
	if err != nil {
		return nil, "", usagef("%s is not a key", path).because(err)
	}
	password, err := s.newPassword(s.get("password_file"), name)
	return key, password, err
}

func (s *session) accountSignTest(c *cli.Context) error {
	text := c.Args().First()
	if text == "" {
		text = "this account can sign"
	}
	by, err := s.signer(c.Context)
	if err != nil {
		return err
	}
	message := testMessage(text)
	signature, err := by.SignTypedData(message)
	if err != nil {
		return err
	}
	recovered, err := recoverTyped(message, signature)
	if err != nil {
		return err
	}
	if recovered != by.Address() {
		return exitf(ExitKey, "the signature is by %s, not by %s", recovered.Hex(), by.Address().Hex())
	}
	return s.print.record(
		[]column{{key: "address"}, {key: "text"}, {key: "signature"}, {key: "verified"}},
		[]any{by.Address(), text, hexutil.Encode(signature), true})
}

// testMessage is a typed message in a domain of its own, so that no contract takes it for an act.
func testMessage(text string) apitypes.TypedData {
	return apitypes.TypedData{
		Types: apitypes.Types{
			"EIP712Domain": {{Name: "name", Type: "string"}},
			"SignTest":     {{Name: "text", Type: "string"}},
		},
		PrimaryType: "SignTest",
		Domain:      apitypes.TypedDataDomain{Name: "Tallystick signing test"},
		Message:     apitypes.TypedDataMessage{"text": text},
	}
}

func (s *session) accountChangePassword(c *cli.Context) error {
	a, err := s.account()
	if err != nil {
		return err
	}
	if a.External != "" {
		return usagef("the account %q has its key in an external signer, which has the password", a.Name)
	}
	old, err := s.password(a.Name)
	if err != nil {
		return err
	}
	key, err := s.keyring().unlock(a, old)
	if err != nil {
		return err
	}
	password, err := s.newPassword(c.String("new-password-file"), a.Name)
	if err != nil || s.rehearsing() {
		return err
	}
	if err := s.keyring().rekey(a, key, password, costOf(c)); err != nil {
		return err
	}
	s.note("the password of %s is changed; copies of the old file still open with the old one", a.Name)
	return s.print.record(accountColumns(), a.row())
}
