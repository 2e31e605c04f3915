//go:build !windows

package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
)

// line is one connection that is kept and carries one request after the other, in prepared bytes: a client of half the cost of net/http's, since it
// takes its part of the cores that the relayer is measured on.
type line struct {
	conn net.Conn
	in   *bufio.Reader
	host string
}

// dial connects to the host of a URL.
func dial(ctx context.Context, to string) (*line, error) {
	address, err := url.Parse(to)
	if err != nil {
		return nil, fmt.Errorf("relayer's address: %w", err)
	}
	var d net.Dialer
	conn, err := d.DialContext(ctx, "tcp", address.Host)
	if err != nil {
		return nil, err
	}
	return &line{conn, bufio.NewReaderSize(conn, 1<<16), address.Host}, nil
}

func (l *line) close() { _ = l.conn.Close() }

// question is a GET of a path with a login, as it goes over a line.
func (l *line) question(path, token string) []byte {
	return fmt.Appendf(nil, "GET %s HTTP/1.1\r\nHost: %s\r\nAccept: application/json\r\nAuthorization: Bearer %s\r\n\r\n", path, l.host, token)
}

// ask sends a question and reads the whole answer, of which it gives the size. One that is not 200 is an error.
func (l *line) ask(question []byte) (size int, err error) {
	if _, err := l.conn.Write(question); err != nil {
		return 0, err
	}
	response, err := http.ReadResponse(l.in, nil)
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, response.Body.Close()) }()
	if response.StatusCode != http.StatusOK {
		answer, _ := io.ReadAll(io.LimitReader(response.Body, 500))
		return 0, fmt.Errorf("answered with %d: %s", response.StatusCode, answer)
	}
	n, err := io.Copy(io.Discard, response.Body)
	return int(n), err
}
