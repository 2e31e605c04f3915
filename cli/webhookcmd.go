package main

import (
	"strings"

	"github.com/ethereum/go-ethereum/common"
	"github.com/urfave/cli/v2"

	"github.com/tallystick/tallystick/bindings/act"
	"github.com/tallystick/tallystick/bindings/client"
)

// webhookCommand is `tally webhook`: a company's events, posted to its ERP.
func webhookCommand(s *session) *cli.Command {
	one := func(name, usage string, action cli.ActionFunc, flags ...cli.Flag) *cli.Command {
		return &cli.Command{
			Name: name, Usage: usage, UsageText: "tally webhook " + name + " 0x5b1f…", ArgsUsage: "WEBHOOK", Flags: flags, Action: action,
		}
	}
	after := func(without string) cli.Flag {
		return &cli.StringFlag{Name: "after", Usage: "begin after this `EVENT`'s id; start: before the first; newest: now; " + without}
	}
	replay := one("replay", "let messages begin again: after an event, or where they stopped", s.webhookReplay, after("without it where they stopped"))
	replay.UsageText = "tally webhook replay 0x5b1f…\ntally webhook replay 0x5b1f… --after 8421-3-9f0c5e1d7a60b2c48813d4f6a7e90b52"
	return &cli.Command{
		Name:  "webhook",
		Usage: "the company's events, posted to its ERP by the relayer",
		Subcommands: []*cli.Command{
			{
				Name: "add", Usage: "have final events that concern the company posted to a URL",
				UsageText: "tally webhook add https://erp.example.com/tally --kind Settled,Defaulted\ntally webhook add https://erp.example.com/tally --after start", ArgsUsage: "URL",
				Description: "The relayer's operator names the hosts that may be posted to. The secret that signs the messages is shown once: the ERP checks\n" +
					"with it what it is sent. Each message comes at least once and in order; the ERP does what it says once for each id.",
				Flags: []cli.Flag{
					&cli.StringSliceFlag{Name: "kind", Usage: "the contracts' `NAME` of an event, such as Settled; several with commas; without it all"},
					after("without it now"),
				},
				Action: s.webhookAdd,
			},
			{Name: "list", Usage: "the company's webhooks", UsageText: "tally webhook list\ntally webhook list -o json", Action: s.webhookList},
			one("show", "how a webhook fares: what was posted, and what went wrong", s.webhookShow),
			one("remove", "end a webhook", s.webhookRemove),
			one("test", "post a message at once that is no event", s.webhookTest),
			replay,
		},
	}
}

// separated takes lists with commas apart.
func separated(texts []string) []string {
	var list []string
	for _, text := range texts {
		for _, one := range strings.Split(text, ",") {
			if one = strings.TrimSpace(one); one != "" {
				list = append(list, one)
			}
		}
	}
	return list
}

// webhookOrder signs what is to be done about the company's webhooks.
func (s *session) webhookOrder(c *cli.Context, order client.WebhookOrder) (client.WebhookOrder, error) {
	var err error
	if order.Company, err = s.acting(c.Context); err != nil {
		return order, err
	}
	network, err := s.Network(c.Context)
	if err != nil {
		return order, err
	}
	signer, err := s.signer(c.Context)
	if err != nil {
		return order, err
	}
	texts, ok := signer.(act.TextSigner)
	if !ok {
		return order, exitf(ExitKey, "this account cannot sign a text")
	}
	order.At = s.con.Now().Unix()
	return order.Sign(texts, network.Domain())
}

// webhookNamed signs what is to be done about the webhook that is named, after a question where there is one.
func (s *session) webhookNamed(c *cli.Context, do, after string) (client.WebhookOrder, *client.Client, error) {
	text := c.Args().First()
	raw := common.FromHex(text)
	if len(raw) != common.HashLength {
		return client.WebhookOrder{}, nil, usagef("%q is not a webhook's id", text).hintf("they are listed by: tally webhook list")
	}
	relayer, err := s.Client()
	if err != nil {
		return client.WebhookOrder{}, nil, err
	}
	order, err := s.webhookOrder(c, client.WebhookOrder{Do: do, Webhook: common.BytesToHash(raw), After: after})
	return order, relayer, err
}

func (s *session) webhookAdd(c *cli.Context) error {
	url := c.Args().First()
	if url == "" {
		return usagef("no URL is named").hintf("name one: tally webhook add https://erp.example.com/tally")
	}
	relayer, err := s.Client()
	if err != nil {
		return err
	}
	if s.rehearsing() {
		return nil
	}
	if err := s.confirm("Have the company's events posted to %s?", url); err != nil {
		return err
	}
	order, err := s.webhookOrder(c, client.WebhookOrder{
		Do: client.AddWebhook, URL: url, Kinds: separated(c.StringSlice("kind")), After: c.String("after"),
	})
	if err != nil {
		return err
	}
	made, err := relayer.AddWebhook(c.Context, order)
	if err != nil {
		return err
	}
	s.note("the secret is shown this once: give it to the ERP, and to nobody else")
	columns, row := webhookColumns(), webhookRow(*made)
	return s.print.record(append(columns, column{key: "secret"}), append(row, made.Secret))
}

func (s *session) webhookList(c *cli.Context) error {
	relayer, err := s.Client()
	if err != nil {
		return err
	}
	order, err := s.webhookOrder(c, client.WebhookOrder{Do: client.ListWebhooks})
	if err != nil {
		return err
	}
	all, err := relayer.Webhooks(c.Context, order)
	if err != nil {
		return err
	}
	rows := make([][]any, 0, len(all))
	for _, w := range all {
		rows = append(rows, webhookRow(w))
	}
	return s.print.list(webhookColumns(), rows)
}

func webhookColumns() []column {
	return []column{
		{key: "webhook"}, {key: "url"}, {key: "kinds"}, {key: "state"}, {key: "delivered", right: true}, {key: "after"}, {key: "tries", right: true},
		{key: "next_try"}, {key: "last_error"},
	}
}

func webhookRow(w client.Webhook) []any {
	return []any{w.ID.Hex(), w.URL, w.Kinds, word(w.State), w.Delivered, w.After, w.Tries, momentOrNil(w.NextTry), w.LastError}
}

func (s *session) printWebhook(w *client.Webhook, err error) error {
	if err != nil {
		return err
	}
	return s.print.record(webhookColumns(), webhookRow(*w))
}

func (s *session) webhookShow(c *cli.Context) error {
	order, relayer, err := s.webhookNamed(c, client.ShowWebhook, "")
	if err != nil {
		return err
	}
	return s.printWebhook(relayer.Webhook(c.Context, order))
}

func (s *session) webhookRemove(c *cli.Context) error {
	if s.rehearsing() {
		return nil
	}
	if err := s.confirm("End webhook %s?", c.Args().First()); err != nil {
		return err
	}
	order, relayer, err := s.webhookNamed(c, client.RemoveWebhook, "")
	if err != nil {
		return err
	}
	return s.printWebhook(relayer.RemoveWebhook(c.Context, order))
}

func (s *session) webhookReplay(c *cli.Context) error {
	if s.rehearsing() {
		return nil
	}
	order, relayer, err := s.webhookNamed(c, client.ReplayWebhook, c.String("after"))
	if err != nil {
		return err
	}
	return s.printWebhook(relayer.ReplayWebhook(c.Context, order))
}

func (s *session) webhookTest(c *cli.Context) error {
	if s.rehearsing() {
		return nil
	}
	order, relayer, err := s.webhookNamed(c, client.TestWebhook, "")
	if err != nil {
		return err
	}
	fared, err := relayer.TestWebhook(c.Context, order)
	if err != nil {
		return err
	}
	if err := s.print.record([]column{{key: "taken"}, {key: "http_status"}, {key: "reason"}}, []any{fared.OK, fared.Status, fared.Error}); err != nil {
		return err
	}
	if !fared.OK {
		return exitf(ExitFailure, "the message was not taken: %s", fared.Error)
	}
	return nil
}
