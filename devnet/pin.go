//go:build !windows

package devnet

import (
	"embed"
	"fmt"
	"regexp"
)

// pin holds the go.mod and go.sum from which geth is built, its one version and every checksum. They carry another name so that
// they can be embedded: a folder with a go.mod is outside this module. To move the pin:
//
//	cd devnet/geth && go get -modfile=geth.mod -tool github.com/ethereum/go-ethereum/cmd/geth@VERSION && go mod tidy -modfile=geth.mod
//
//go:embed geth/geth.mod geth/geth.sum
var pin embed.FS

const (
	pinnedMod = "geth/geth.mod"
	pinnedSum = "geth/geth.sum"
)

// GethVersion returns the version of geth that the devnet runs, such as "1.13.15", as geth/geth.mod pins it.
func GethVersion() (string, error) {
	mod, err := pin.ReadFile(pinnedMod)
	if err != nil {
		return "", fmt.Errorf("read the pin of geth: %w", err)
	}
	match := regexp.MustCompile(`(?m)^\s*(?:require )?github\.com/ethereum/go-ethereum v(\S+)`).FindSubmatch(mod)
	if match == nil {
		return "", fmt.Errorf("%s requires no github.com/ethereum/go-ethereum", pinnedMod)
	}
	return string(match[1]), nil
}
