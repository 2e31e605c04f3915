package main

import (
	"encoding/json"
	"io"
	"net/http"
	"time"

	"github.com/urfave/cli/v2"

	"github.com/tallystick/tallystick/relayer"
)

// relayerCommand is `tally relayer`: the service that carries signed acts to the chain.
func relayerCommand(s *session) *cli.Command {
	return &cli.Command{
		Name:  "relayer",
		Usage: "the service that carries signed acts to the chain: run one, ask one how it is, and look after it",
		Subcommands: append([]*cli.Command{
			{
				Name:  "run",
				Usage: "run a relayer until it is told to end",
				UsageText: "tally relayer run --deployment deployment.json --rpc http://127.0.0.1:8545 --account relayer --password-file relayer.password\n" +
					"tally relayer run --config /etc/tally/relayer.toml\n" +
					"tally relayer run --data-dir /var/lib/tally --listen 0.0.0.0:8443 --tls-cert cert.pem --tls-key key.pem --domain relayer.example:8443\n" +
					"tally relayer run --signer web3signer --signer-url http://127.0.0.1:9000 --sender 0x5FbDB2315678afecb367f032d93F642f64180aa3",
				Description: "Writes its log to standard error, as JSON lines. Ends within ten seconds of SIGTERM or Ctrl-C. The account pays for gas;\n" +
					"no two relayers may share one. Its data folder is its memory: do not delete it while acts are under way. Beyond this machine it\n" +
					"listens with TLS, or behind a proxy that ends TLS. A company's affairs are read by its own operators, who log in.\n" +
					"With several accounts, acts that have no company in common go to the chain side by side; one password opens all their key files.\n" +
					"clef must sign by rules and be started with --advanced: it is asked for each transaction, and waited for ten seconds.",
				Flags:  relayerFlags(),
				Action: s.relayerRun,
			},
			{
				Name:      "status",
				Usage:     "how the relayer in use is: is it ready, and if not, why",
				UsageText: "tally relayer status\ntally relayer status --relayer http://127.0.0.1:8090 -o json\ntally relayer status --data-dir /var/lib/tally",
				Description: "With --data-dir (or --config) it is the relayer of that folder, on this computer, and more is told: what is paused, keys and their money,\n" +
					"transactions that are not final.",
				Flags:  folderFlags(),
				Action: s.relayerStatus,
			},
			{
				Name:      "config",
				Usage:     "the settings that count for a relayer, and where each comes from",
				UsageText: "tally relayer config --config /etc/tally/relayer.toml\ntally relayer config --config relayer.toml --listen 127.0.0.1:9000 -o json",
				Flags:     relayerFlags(),
				Action:    s.relayerConfig,
			},
		}, operateCommands(s)...),
	}
}

func (s *session) relayerRun(c *cli.Context) error {
	cfg, err := s.relayerConfiguration(c)
	if err != nil {
		return err
	}
	return wrongRelayer(relayer.Run(c.Context, cfg))
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
	if c.IsSet("data-dir") || c.IsSet("config") {
		return s.relayerClosely(c)
	}
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
