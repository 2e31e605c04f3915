package main

import (
	"context"
	"strings"

	"github.com/ethereum/go-ethereum/common"
	"github.com/urfave/cli/v2"

	"github.com/tallystick/tallystick/relayer"
	"github.com/tallystick/tallystick/relayer/signer"
)

// direct tells whether a value was given for this run, and is not what a file says.
func direct(value settled, variable string) bool {
	return value.Value != "" && (strings.HasPrefix(value.Origin, "flag ") || value.Origin == variable)
}

// relayerKeys settles who has the keys of a relayer: what is given for this run goes before the file, and where no key is named it is the account
// in use. Senders are addresses afterwards.
func (s *session) relayerKeys(found map[string]settled) error {
	named := relayer.List(found["sender"].Value)
	account := s.values["account"]
	given := direct(account, "TALLY_ACCOUNT")
	switch kind := found["signer"].Value; {
	case kind != "" && kind != relayer.SignerKeystore:
		if direct(found["signer"], "TALLY_SIGNER") {
			for key, variable := range map[string]string{"key_file": "TALLY_KEY_FILE", "more_key_files": "TALLY_MORE_KEY_FILES"} {
				if !direct(found[key], variable) {
					found[key] = settled{}
				}
			}
		}
		if len(named) == 0 {
			return s.senders(found, []string{account.Value}, account.Origin)
		}
		return s.senders(found, named, found["sender"].Origin)
	case found["key_file"].Value != "" && (direct(found["key_file"], "TALLY_KEY_FILE") || !given):
		return s.keyFiles(found, named)
	default:
		a, err := s.account()
		if err != nil {
			return err
		}
		origin := account.Origin
		if account.Value == "" {
			origin = "keystore"
		}
		if a.External != "" && kind == "" {
			// The account says itself which clef has it.
			found["signer"], found["key_file"] = settled{relayer.SignerClef, origin}, settled{}
			if found["signer_url"].Value == "" {
				found["signer_url"] = settled{a.External, origin}
			}
			return s.senders(found, append([]string{a.Address.Hex()}, named...), origin)
		}
		if a.External != "" {
			return externalKey(a)
		}
		found["key_file"] = settled{a.file, origin}
		return s.keyFiles(found, named)
	}
}

// senders are the accounts that another program has the keys of, by address or name; an empty name is the account in use.
func (s *session) senders(found map[string]settled, named []string, origin string) error {
	addresses := make([]string, len(named))
	for i, name := range named {
		if common.IsHexAddress(name) {
			addresses[i] = common.HexToAddress(name).Hex()
			continue
		}
		find := s.keyring().find
		if name == "" {
			find = func(string) (account, error) { return s.account() }
		}
		a, err := find(name)
		if err != nil {
			return err
		}
		addresses[i] = a.Address.Hex()
	}
	found["sender"] = settled{strings.Join(addresses, ","), origin}
	return nil
}

// keyFiles adds the files of further accounts of the keystore.
func (s *session) keyFiles(found map[string]settled, named []string) error {
	if len(named) == 0 {
		return nil
	}
	files := relayer.List(found["more_key_files"].Value)
	for _, name := range named {
		a, err := s.keyring().find(name)
		if err != nil {
			return err
		}
		if a.External != "" {
			return externalKey(a)
		}
		files = append(files, a.file)
	}
	found["more_key_files"] = settled{strings.Join(files, ","), found["sender"].Origin}
	found["sender"] = settled{}
	return nil
}

func externalKey(a account) error {
	return exitf(ExitKey, "the account %q has its key in an external signer", a.Name).
		hintf("use accounts with key files, or none but such: --signer clef --signer-url URL")
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
	found, err := x.s.relayerSettings(c)
	if err != nil {
		return // the check of the relayer's configuration says so
	}
	if found["signer"].Value == "" && found["signer_url"].Value == "" && found["sender"].Value == "" {
		return
	}
	var cfg relayer.Config
	if err := x.s.relayerKeys(found); err != nil {
		x.report("relayer's signer", broken, x.reason(err), "check account and password file")
		return
	}
	for _, set := range relayer.Settings() {
		if err := set.Set(&cfg, found[set.Key].Value); err != nil {
			x.report("relayer's signer", broken, x.reason(err), "correct --signer, --signer-url or --sender")
			return
		}
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
