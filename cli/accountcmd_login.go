package main

import (
	"errors"
	"slices"

	"github.com/urfave/cli/v2"

	"github.com/tallystick/tallystick/bindings/client"
)

// loginCommands are `tally account login` and `logout`. Nobody needs the first: whatever wants a login makes one.
func loginCommands(s *session) []*cli.Command {
	return []*cli.Command{
		{
			Name:  "login",
			Usage: "log in at the relayer with this account, and say as whom",
			UsageText: "tally account login\n" +
				"tally account login --account clerk --password-file clerk.password",
			Description: "Commands log in by themselves where the relayer wants it. The login is kept in logins.json beside config.toml, readable by you\n" +
				"only, until it is over; it opens what the company may read, and can sign nothing.",
			Action: s.accountLogin,
		},
		{
			Name:      "logout",
			Usage:     "end this account's login at the relayer",
			UsageText: "tally account logout --account clerk",
			Action:    s.accountLogout,
		},
	}
}

func (s *session) accountLogin(c *cli.Context) error {
	relayer, err := s.Client()
	if err != nil || s.rehearsing() {
		return err
	}
	got, err := s.badge.logIn(c.Context)
	if err != nil {
		return err
	}
	sees := "its own affairs"
	if got.All {
		sees = "everything"
	}
	return s.print.record(
		[]column{{key: "relayer"}, {key: "address"}, {key: "company"}, {key: "id"}, {key: "roles"}, {key: "sees"}, {key: "until"}},
		[]any{relayer.Address(), got.Key, got.Company.Name, got.Company.ID, words(got.Roles), s.lang.Text(sees), got.Expires})
}

func (s *session) accountLogout(c *cli.Context) error {
	relayer, err := s.Client()
	if err != nil {
		return err
	}
	a, err := s.account()
	if err != nil {
		return err
	}
	all, err := s.logins()
	if err != nil {
		return err
	}
	at := slices.IndexFunc(all, func(one kept) bool { return one.is(s.get("relayer"), a.Address) })
	if at < 0 {
		s.note("the account %s is not logged in here", a.Name)
		return nil
	}
	if s.rehearsing() {
		return nil
	}
	// It goes from here even if the relayer cannot be told: there it ends by itself.
	told := relayer.Logout(c.Context, all[at].Token)
	s.badge.Forget(all[at].Token)
	if told != nil && !errors.Is(told, client.ErrLogin) {
		return told
	}
	s.note("the account %s is logged out", a.Name)
	return nil
}
