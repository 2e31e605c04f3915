package main

import (
	"context"
	"strings"

	"github.com/ethereum/go-ethereum/common"
	"github.com/urfave/cli/v2"

	"github.com/tallystick/tallystick/relayer"
	"github.com/tallystick/tallystick/relayer/signer"
)

// relayerKeyFlags say who has the keys that a relayer pays with.
func relayerKeyFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringFlag{Name: "signer", Usage: "who has the relayer's keys: " + strings.Join(relayer.Signers(), ", ") + ": `SIGNER`"},
		&cli.StringFlag{Name: "signer-url", Usage: "where clef or web3signer is, for clef also the path of its socket: `URL`"},
		&cli.StringSliceFlag{Name: "sender", Usage: "a further account that pays; repeat for several. With clef or web3signer, those that pay: `ACCOUNT`"},
	}
}

// relayerKeys fills in who has the keys of a relayer: the account in use, and those of --sender.
func (s *session) relayerKeys(c *cli.Context, cfg *relayer.Config) error {
	cfg.Signer, cfg.SignerURL = c.String("signer"), c.String("signer-url")
	named := c.StringSlice("sender")
	if cfg.Signer == "" || cfg.Signer == relayer.SignerKeystore {
		a, err := s.account()
		if err != nil {
			return err
		}
		if a.External == "" || cfg.Signer == relayer.SignerKeystore {
			return s.keystoreKeys(cfg, a, named)
		}
		// The account says itself which clef has it.
		cfg.Signer = relayer.SignerClef
		if cfg.SignerURL == "" {
			cfg.SignerURL = a.External
		}
		cfg.Senders = append(cfg.Senders, a.Address)
	} else if len(named) == 0 {
		a, err := s.account()
		if err != nil {
			return err
		}
		cfg.Senders = append(cfg.Senders, a.Address)
	}
	for _, name := range named {
		if common.IsHexAddress(name) {
			cfg.Senders = append(cfg.Senders, common.HexToAddress(name))
			continue
		}
		a, err := s.keyring().find(name)
		if err != nil {
			return err
		}
		cfg.Senders = append(cfg.Senders, a.Address)
	}
	return nil
}

// keystoreKeys are keys in files, which one password opens without a person.
func (s *session) keystoreKeys(cfg *relayer.Config, first account, named []string) error {
	accounts := []account{first}
	for _, name := range named {
		a, err := s.keyring().find(name)
		if err != nil {
			return err
		}
		accounts = append(accounts, a)
	}
	for i, a := range accounts {
		switch {
		case a.External != "":
			return exitf(ExitKey, "the account %q has its key in an external signer", a.Name).
				hintf("use accounts with key files, or none but such: --signer clef --signer-url URL")
		case i == 0:
			cfg.KeyFile = a.file
		default:
			cfg.MoreKeyFiles = append(cfg.MoreKeyFiles, a.file)
		}
	}
	if cfg.PasswordFile = s.get("password_file"); cfg.PasswordFile == "" {
		return usagef("a relayer opens its key without a person: name a file with the password").
			hintf("name a file with the password: --password-file FILE")
	}
	return nil
}

// hexes are addresses as they are shown.
func hexes(addresses []common.Address) []string {
	shown := make([]string, len(addresses))
	for i, address := range addresses {
		shown[i] = address.Hex()
	}
	return shown
}

// relayerSigner asks a relayer's signer whether it is there and has the keys, if one is named.
func (x *examination) relayerSigner(c *cli.Context) {
	if c.String("signer") == "" && c.String("signer-url") == "" && len(c.StringSlice("sender")) == 0 {
		return
	}
	var cfg relayer.Config
	if err := x.s.relayerKeys(c, &cfg); err != nil {
		x.report("relayer's signer", broken, x.reason(err), "check account and password file")
		return
	}
	keys, err := cfg.Keys()
	if err != nil {
		x.report("relayer's signer", broken, x.reason(err), "correct --signer, --signer-url or --sender")
		return
	}
	for _, key := range keys {
		ctx, cancel := context.WithTimeout(x.ctx, askWithin)
		err := signer.Check(ctx, key)
		cancel()
		switch {
		case err != nil:
			x.report("relayer's signer", broken, say("%s: %v", key.Address().Hex(), err), "start it, and unlock the key there; the relayer goes on by itself then")
		case cfg.SignerURL == "":
			x.report("relayer's signer", fine, say("%s opens", key.Address().Hex()), "")
		default:
			x.report("relayer's signer", fine, say("%s has %s", cfg.Signer, key.Address().Hex()), "")
		}
	}
}
