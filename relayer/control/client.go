package control

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"strconv"
	"syscall"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tallystick/tallystick/relayer/index"
	"github.com/tallystick/tallystick/relayer/outbox"
)

// Client is the other side of a relayer's door. Its errors are this package's sentinels, where one fits.
type Client struct{ http *http.Client }

// Reach makes a client of the relayer that runs with this data folder. Whether one does shows at the first call: ErrNotRunning.
func Reach(dataDir string) (*Client, error) {
	path, err := Path(dataDir)
	if err != nil {
		return nil, err
	}
	dial := func(ctx context.Context, _, _ string) (net.Conn, error) {
		connection, err := (&net.Dialer{}).DialContext(ctx, "unix", path)
		if errors.Is(err, os.ErrNotExist) || errors.Is(err, syscall.ECONNREFUSED) {
			return nil, ErrNotRunning
		}
		return connection, err
	}
	return &Client{&http.Client{Transport: &http.Transport{DialContext: dial}}}, nil
}

// Close lets go of the connection.
func (c *Client) Close() { c.http.CloseIdleConnections() }

// Status is how the relayer is.
func (c *Client) Status(ctx context.Context) (status Status, err error) {
	err = c.ask(ctx, http.MethodGet, "/status", nil, &status)
	return status, err
}

// Pause stops sending; acts are taken on.
func (c *Client) Pause(ctx context.Context, order Order) error {
	return c.ask(ctx, http.MethodPost, "/pause", request{Order: order}, nil)
}

// Resume undoes Pause.
func (c *Client) Resume(ctx context.Context, order Order) error {
	return c.ask(ctx, http.MethodPost, "/resume", request{Order: order}, nil)
}

// Retry queues an act again that is parked or failed.
func (c *Client) Retry(ctx context.Context, id common.Hash, order Order) (done Retried, err error) {
	err = c.ask(ctx, http.MethodPost, "/retry", request{Order: order, Act: &id}, &done)
	return done, err
}

// RetryParked queues all parked acts again that are not in conflict.
func (c *Client) RetryParked(ctx context.Context, order Order) (done Retried, err error) {
	err = c.ask(ctx, http.MethodPost, "/retry", request{Order: order}, &done)
	return done, err
}

// Cancel asks for a nonce to be spent on nothing. A zero sender is the only one that has this nonce open.
func (c *Client) Cancel(ctx context.Context, slot outbox.Slot, order Order) (done Cancelled, err error) {
	err = c.ask(ctx, http.MethodPost, "/cancel", request{Order: order, Nonce: &slot.Nonce, Sender: slot.Sender}, &done)
	return done, err
}

// Resync begins to rebuild the index from the chain.
func (c *Client) Resync(ctx context.Context, order Order) error {
	return c.ask(ctx, http.MethodPost, "/resync", request{Order: order}, nil)
}

// Audit compares the relayer's index with the contracts, and gives at most so many differences, 1 to 10,000.
func (c *Client) Audit(ctx context.Context, most int) (audit index.Audit, err error) {
	err = c.ask(ctx, http.MethodGet, "/audit?most="+strconv.Itoa(most), nil, &audit)
	return audit, err
}

// Backup writes a copy of the relayer's outbox as of now, whole or with an error.
func (c *Client) Backup(ctx context.Context, w io.Writer, order Order) error {
	response, err := c.send(ctx, http.MethodPost, "/backup", request{Order: order})
	if err != nil {
		return err
	}
	defer response.Body.Close()
	n, err := io.Copy(w, response.Body)
	if err != nil {
		return fmt.Errorf("back up: %w", err)
	}
	if told := response.Header.Get(lengthHeader); told != strconv.FormatInt(n, 10) {
		return fmt.Errorf("back up: %d bytes came of %s: %w", n, told, io.ErrUnexpectedEOF)
	}
	return nil
}

func (c *Client) ask(ctx context.Context, method, path string, in, out any) error {
	response, err := c.send(ctx, method, path, in)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	if out == nil {
		return nil
	}
	if err := json.NewDecoder(response.Body).Decode(out); err != nil {
		return fmt.Errorf("control: %w", err)
	}
	return nil
}

// send asks the relayer, and makes an error of its refusal.
func (c *Client) send(ctx context.Context, method, path string, in any) (*http.Response, error) {
	var body io.Reader
	if in != nil {
		raw, err := json.Marshal(in)
		if err != nil {
			return nil, fmt.Errorf("control: %w", err)
		}
		body = bytes.NewReader(raw)
	}
	q, err := http.NewRequestWithContext(ctx, method, "http://relayer"+path, body)
	if err != nil {
		return nil, fmt.Errorf("control: %w", err)
	}
	response, err := c.http.Do(q)
	if err != nil {
		return nil, fmt.Errorf("control: %w", err)
	}
	if response.StatusCode == http.StatusOK {
		return response, nil
	}
	defer response.Body.Close()
	var told failure
	if err := json.NewDecoder(io.LimitReader(response.Body, 1<<20)).Decode(&told); err != nil {
		return nil, fmt.Errorf("control: the relayer answers %s", response.Status)
	}
	if sentinel, known := sentinels()[told.Code]; known {
		return nil, &refusal{told.Message, sentinel}
	}
	return nil, errors.New(told.Message)
}

// refusal is the relayer's word, with the sentinel that it stands for.
type refusal struct {
	message  string
	sentinel error
}

// Error is what the relayer said.
func (r *refusal) Error() string { return r.message }

// Unwrap is the sentinel.
func (r *refusal) Unwrap() error { return r.sentinel }
