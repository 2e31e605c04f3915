package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/big"
	"net/http"
	"path/filepath"
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
					"tally relayer run --data-dir /var/lib/tally --listen 0.0.0.0:8090",
				Description: "Writes its log to standard error, as JSON lines. Ends within ten seconds of SIGTERM or Ctrl-C. The account pays for gas;\n" +
					"no two relayers may share one. Its data folder is its memory: do not delete it while acts are under way.",
				Flags: []cli.Flag{
					&cli.StringFlag{Name: "data-dir", Value: "relayer", Usage: "the relayer's own `FOLDER`"},
					&cli.StringFlag{Name: "listen", Value: "127.0.0.1:8090", Usage: "where its API listens: `HOST:PORT`"},
					&cli.Uint64Flag{Name: "depth", Value: 4, Usage: "how many `BLOCKS` on top make a block final"},
					&cli.Uint64Flag{Name: "max-fee", Value: 500, Usage: "the most that is paid for gas: `GWEI`"},
					&cli.StringSliceFlag{Name: "webhook-host", Usage: "a `HOST` that companies may have their events posted to, by https; give it once for each"},
					&cli.StringFlag{Name: "log-level", Value: "info", Usage: "debug, info, warn or error: `LEVEL`"},
				},
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
	a, err := s.account()
	if err != nil {
		return err
	}
	if a.External != "" {
		return exitf(ExitKey, "the account %q has its key in an external signer, which does not send transactions here", a.Name).
			hintf("use an account with a key file")
	}
	if s.get("password_file") == "" {
		return usagef("a relayer opens its key without a person: name a file with the password").
			hintf("name a file with the password: --password-file FILE")
	}
	folder, err := filepath.Abs(c.String("data-dir"))
	if err != nil {
		return fmt.Errorf("find the data folder: %w", err)
	}
	fee := new(big.Int).Mul(new(big.Int).SetUint64(c.Uint64("max-fee")), big.NewInt(1_000_000_000))
	err = relayer.Run(c.Context, relayer.Config{
		Deployment: s.get("deployment"), RPC: s.get("rpc"), DataDir: folder, KeyFile: a.file, PasswordFile: s.get("password_file"),
		Listen: c.String("listen"), Depth: c.Uint64("depth"), MaxFee: fee, Now: s.con.Now,
		WebhookHosts: c.StringSlice("webhook-host"),
		Log:          zerolog.New(s.con.Err).Level(level).With().Timestamp().Logger(),
	})
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
			column{key: "confirmations"}, column{key: "key"}, column{key: "today"}, column{key: "day_length"})
		row = append(row, network.Name, network.ChainID, network.Head.Number, network.Head.Time, network.Indexed,
			network.Confirmations, network.Relayer, network.Today, (time.Duration(network.DayLengthSeconds) * time.Second).String())
	}
	if err := s.print.record(columns, row); err != nil {
		return err
	}
	if !told.Ready {
		return exitf(ExitUnreachable, "the relayer is not ready").hintf("its reasons are above; it goes on by itself once they are gone")
	}
	return nil
}
