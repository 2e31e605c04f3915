package main

import (
	"fmt"
	"os"
	"strings"
)

// readSecretFile reads a file that only its owner may read, and refuses any other.
func readSecretFile(path string) ([]byte, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, exitf(ExitKey, "the file %s cannot be read", path).because(err)
	}
	if info.IsDir() {
		return nil, exitf(ExitKey, "%s is a folder, not a file", path)
	}
	if readableByOthers(info) {
		return nil, exitf(ExitKey, "%s can be read by others (mode %04o)", path, info.Mode().Perm()).
			hintf("close it first: chmod 600 %s", path)
	}
	content, err := os.ReadFile(path)
	if err != nil {
		return nil, exitf(ExitKey, "the file %s cannot be read", path).because(err)
	}
	return content, nil
}

// passwordFromFile is the first line of a password file.
func passwordFromFile(path string) (string, error) {
	content, err := readSecretFile(path)
	if err != nil {
		return "", err
	}
	password, _, _ := strings.Cut(string(content), "\n")
	password = strings.TrimSuffix(password, "\r")
	if password == "" {
		return "", exitf(ExitKey, "the password file %s is empty", path).
			hintf("its first line is the password")
	}
	return password, nil
}

// password answers the password of an account: from --password-file, else by prompt.
func (s *session) password(account string) (string, error) {
	if path := s.get("password_file"); path != "" {
		return passwordFromFile(path)
	}
	return s.promptSecret("Password of %s: ", account)
}

// newPassword answers a password for a new key file: from the file if one is named, else by
// prompt, twice.
func (s *session) newPassword(file, account string) (string, error) {
	if file != "" {
		return passwordFromFile(file)
	}
	first, err := s.promptSecret("New password of %s: ", account)
	if err != nil {
		return "", err
	}
	again, err := s.promptSecret("The same again: ")
	if err != nil {
		return "", err
	}
	if first != again {
		return "", exitf(ExitKey, "the two passwords differ").hintf("nothing was written; try again")
	}
	return first, nil
}

func (s *session) promptSecret(prompt string, args ...any) (string, error) {
	if !s.con.InTTY {
		return "", usagef("a password is needed, and there is no terminal to ask on").
			hintf("name a file with the password: --password-file FILE")
	}
	_, _ = fmt.Fprint(s.con.Err, s.lang.Text(prompt, args...))
	secret, err := s.con.ReadSecret()
	_, _ = fmt.Fprintln(s.con.Err)
	if err != nil {
		return "", fmt.Errorf("read the password: %w", err)
	}
	if secret == "" {
		return "", exitf(ExitKey, "the password is empty")
	}
	return secret, nil
}
