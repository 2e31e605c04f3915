package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/big"
	"net/http"
	"path/filepath"
	"slices"
	"time"

	"github.com/rs/zerolog"
	"github.com/urfave/cli/v2"

	"github.com/tallystick/tallystick/relayer"
)

// relayerCommand is `tally relayer`: the service that carries signed acts to the chain.
func relayerCommand(s *session) *cli.Command {
	return &cli.Command{
		Name:  "relayer",
		Usage: "the service that carries signed acts to the chain: run one, ask one how it is",
		Subcommands: []*cli.Command{
			{
				Name:  "run",
				Usage: "run a relayer until it is told to end",
				UsageText: "tally relayer run --deployment deployment.json --rpc http://127.0.0.1:8545 --account relayer --password-file relayer.password\n" +
					"tally relayer run --data-dir /var/lib/tally --listen 0.0.0.0:8443 --tls-cert cert.pem --tls-key key.pem --domain relayer.example:8443\n" +
					"tally relayer run --signer web3signer --signer-url http://127.0.0.1:9000 --sender 0x5FbDB2315678afecb367f032d93F642f64180aa3",
				Description: "Writes its log to standard error, as JSON lines. Ends within ten seconds of SIGTERM or Ctrl-C. The account pays for gas;\n" +
					"no two relayers may share one. Its data folder is its memory: do not delete it while acts are under way. Beyond this machine it\n" +
					"listens with TLS, or behind a proxy that ends TLS. A company's affairs are read by its own operators, who log in.\n" +
					"With several accounts, acts that have no company in common go to the chain side by side; one password opens all their key files.\n" +
					"clef must sign by rules and be started with --advanced: it is asked for each transaction, and waited for ten seconds.",
				Flags: slices.Concat(relayerKeyFlags(), reachFlags(), []cli.Flag{
					&cli.StringFlag{Name: "data-dir", Value: "relayer", Usage: "the relayer's own `FOLDER`"},
					&cli.StringSliceFlag{Name: "more-rpc", Usage: "a node in reserve, asked while that of --rpc does not answer or is behind; repeat for several: `URL`"},
					&cli.StringFlag{Name: "listen", Value: "127.0.0.1:8090", Usage: "where its API listens: `HOST:PORT`"},
					&cli.Uint64Flag{Name: "depth", Usage: "how many `BLOCKS` on top make a block final. Without it 4, on IBFT and QBFT 0"},
					&cli.Uint64Flag{Name: "max-fee", Value: 500, Usage: "the most that is paid for gas: `GWEI`"},
					&cli.StringSliceFlag{Name: "webhook-host", Usage: "a `HOST` that companies may have their events posted to, by https; give it once for each"},
					&cli.StringFlag{Name: "log-level", Value: "info", Usage: "debug, info, warn or error: `LEVEL`"},
				}),
				Action: s.relayerRun,
			},
			{
				Name:      "status",
				Usage:     "how the relayer in use is: is it ready, and if not, why",
				UsageText: "tally relayer status\ntally relayer status --relayer http://127.0.0.1:8090 -o json",
				Action:    s.relayerStatus,
			},
		},
	}
}

func (s *session) relayerRun(c *cli.Context) error {
	level, err := zerolog.ParseLevel(c.String("log-level"))
	if err != nil {
		return usagef("--log-level: %q is not one of debug, info, warn, error", c.String("log-level"))
	}
	folder, err := filepath.Abs(c.String("data-dir"))
	if err != nil {
		return fmt.Errorf("find the data folder: %w", err)
	}
	fee := new(big.Int).Mul(new(big.Int).SetUint64(c.Uint64("max-fee")), big.NewInt(1_000_000_000))
	cfg := relayer.Config{
		Deployment: s.get("deployment"), RPC: s.get("rpc"), MoreRPC: c.StringSlice("more-rpc"), DataDir: folder,
		Reach:  reachOf(c),
		Listen: c.String("listen"), Depth: c.Uint64("depth"), Immediate: c.IsSet("depth") && c.Uint64("depth") == 0, MaxFee: fee, Now: s.con.Now,
		WebhookHosts: c.StringSlice("webhook-host"),
		Log:          zerolog.New(s.con.Err).Level(level).With().Timestamp().Logger(),
	}
	if err := s.relayerKeys(c, &cfg); err != nil {
		return err
	}
	err = relayer.Run(c.Context, cfg)
	if errors.Is(err, relayer.ErrConfig) {
		return usagef("%s", err.Error()).hintf("see: %s --help", "tally relayer run")
	}
	return err
}

// readiness is what a relayer answers at /readyz.
type readiness struct {
	Ready   bool     `json:"ready"`
	Reasons []string `json:"reasons"`
}

// readinessOf asks a relayer whether it is ready.
func (s *session) readinessOf(c *cli.Context, url string) (readiness, error) {
	request, err := http.NewRequestWithContext(c.Context, http.MethodGet, url+"/readyz", nil)
	if err != nil {
		return readiness{}, usagef("relayer from %s", s.values["relayer"].Origin).because(err)
	}
	response, err := (&http.Client{Timeout: 10 * time.Second}).Do(request)
	if err != nil {
		return readiness{}, exitf(ExitUnreachable, "the relayer %s does not answer", url).because(err).
			hintf("is it running, and is the address right? see: tally config show --origin")
	}
	defer response.Body.Close()
	var told readiness
	if err := json.NewDecoder(io.LimitReader(response.Body, 1<<20)).Decode(&told); err != nil {
		return told, exitf(ExitUnreachable, "what answers at %s is not a relayer", url).because(err)
	}
	return told, nil
}

func (s *session) relayerStatus(c *cli.Context) error {
	relayer, err := s.Client()
	if err != nil {
		return err
	}
	told, err := s.readinessOf(c, relayer.Address())
	if err != nil {
		return err
	}
	columns := []column{{key: "relayer"}, {key: "ready"}, {key: "reasons"}}
	row := []any{relayer.Address(), told.Ready, told.Reasons}
	if network, err := relayer.Network(c.Context); err == nil {
		columns = append(columns,
			column{key: "network"}, column{key: "chain_id"}, column{key: "head"}, column{key: "head_time"}, column{key: "indexed"},
			column{key: "confirmations"}, column{key: "key"}, column{key: "keys"}, column{key: "today"}, column{key: "day_length"},
			column{key: "node"}, column{key: "consensus"}, column{key: "base_fee"}, column{key: "finalized"}, column{key: "lacks"})
		row = append(row, network.Name, network.ChainID, network.Head.Number, network.Head.Time, network.Indexed,
			network.Confirmations, network.Relayer, hexes(network.Keys), network.Today, (time.Duration(network.DayLengthSeconds) * time.Second).String(),
			network.Node.Client, network.Node.Consensus, network.Node.BaseFee, network.Node.Finalized, network.Node.Lacks)
	}
	if err := s.print.record(columns, row); err != nil {
		return err
	}
	if !told.Ready {
		return exitf(ExitUnreachable, "the relayer is not ready").hintf("its reasons are above; it goes on by itself once they are gone")
	}
	return nil
}
