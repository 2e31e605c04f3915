package client

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tallystick/tallystick/bindings/act"
)

// Post gives a signed act to the relayer, which has stored it durably when this returns. The same act again is no error: fresh is then
// false.
func (c *Client) Post(ctx context.Context, signed act.Signed) (stored *Act, fresh bool, err error) {
	stored = new(Act)
	status, err := c.post(ctx, "/v1/acts", nil, signed, stored)
	if err != nil {
		return nil, false, err
	}
	return stored, status == http.StatusAccepted, nil
}

// DryRun has the relayer try an act without storing it.
func (c *Client) DryRun(ctx context.Context, signed act.Signed) (*Trial, error) {
	trial := new(Trial)
	if _, err := c.post(ctx, "/v1/acts", url.Values{"dryRun": {"true"}}, signed, trial); err != nil {
		return nil, err
	}
	return trial, nil
}

// PostBatch gives many acts at once and has one answer for each, in order. The answers say how far the acts have come, not what they say:
// Signed and Sentence are empty.
func (c *Client) PostBatch(ctx context.Context, signed []act.Signed) ([]BatchItem, error) {
	var answers []BatchItem
	if _, err := c.post(ctx, "/v1/acts/batch", nil, signed, &answers); err != nil {
		return nil, err
	}
	if len(answers) != len(signed) {
		return nil, fmt.Errorf("the relayer gave %d answers to %d acts", len(answers), len(signed))
	}
	return answers, nil
}

// Second gives a checker's signature over a waiting act. The act's Second says whose it is.
func (c *Client) Second(ctx context.Context, id common.Hash, by Countersignature) (*Act, error) {
	return c.answer(ctx, id, "second", by)
}

// Reject turns a waiting act down, with a signature over act.Rejection's text by a checker or admin of its company.
func (c *Client) Reject(ctx context.Context, id common.Hash, by Countersignature) (*Act, error) {
	return c.answer(ctx, id, "reject", by)
}

// Withdraw takes a waiting act back, with its maker's signature over act.Withdrawal's text.
func (c *Client) Withdraw(ctx context.Context, id common.Hash, by Countersignature) (*Act, error) {
	return c.answer(ctx, id, "withdraw", by)
}

func (c *Client) answer(ctx context.Context, id common.Hash, how string, by Countersignature) (*Act, error) {
	answered := new(Act)
	if _, err := c.post(ctx, "/v1/acts/"+id.Hex()+"/"+how, nil, by, answered); err != nil {
		return nil, err
	}
	return answered, nil
}

// PostAsk publishes a holder's signed act.AskQuotes to the banks.
func (c *Client) PostAsk(ctx context.Context, signed act.Signed) (*Ask, error) {
	ask := new(Ask)
	if _, err := c.post(ctx, "/v1/asks", nil, signed, ask); err != nil {
		return nil, err
	}
	return ask, nil
}

// PostQuote offers a buyer's signed Quote to its holder.
func (c *Client) PostQuote(ctx context.Context, signed act.Signed) (*Quote, error) {
	offered := new(Quote)
	if _, err := c.post(ctx, "/v1/quotes", nil, signed, offered); err != nil {
		return nil, err
	}
	return offered, nil
}

// SecondQuote gives a checker's signature over a waiting quote, by its struct hash; the holder can then take it.
func (c *Client) SecondQuote(ctx context.Context, id common.Hash, by Countersignature) (*Quote, error) {
	return c.answerQuote(ctx, id, "second", by)
}

// RejectQuote turns a waiting quote down, with a signature over act.Rejection's text of its digest by a checker or admin of its bank.
func (c *Client) RejectQuote(ctx context.Context, id common.Hash, by Countersignature) (*Quote, error) {
	return c.answerQuote(ctx, id, "reject", by)
}

// WithdrawQuote takes a waiting quote back, with its maker's signature over act.Withdrawal's text of its digest. One that is open is
// withdrawn by the act WithdrawQuote.
func (c *Client) WithdrawQuote(ctx context.Context, id common.Hash, by Countersignature) (*Quote, error) {
	return c.answerQuote(ctx, id, "withdraw", by)
}

func (c *Client) answerQuote(ctx context.Context, id common.Hash, how string, by Countersignature) (*Quote, error) {
	answered := new(Quote)
	if _, err := c.post(ctx, "/v1/quotes/"+id.Hex()+"/"+how, nil, by, answered); err != nil {
		return nil, err
	}
	return answered, nil
}

// Stage is how far Await waits.
type Stage string

const (
	// UntilMined waits until the act is in a block.
	UntilMined Stage = "mined"
	// UntilFinal waits until the block is as deep as the relayer wants it.
	UntilFinal Stage = "final"
)

// reached reports whether an act is as far as the stage, or will not come further.
func (s Stage) reached(a *Act) bool {
	return a.State.Ended() || s == UntilMined && a.State == Mined
}

// poll is how long one question of Await lets the relayer wait with its answer, and pause how long Await waits before it asks a
// relayer again that answered at once.
const (
	poll  = 30 * time.Second
	pause = 200 * time.Millisecond
)

// Await waits until an act is mined or final, or has failed or been rejected, which is no error: look at its State. When ctx ends before, it
// gives the act as last seen with ErrPending. Errors on the way to the relayer are waited out.
func (c *Client) Await(ctx context.Context, id common.Hash, stage Stage) (*Act, error) {
	query := url.Values{"wait": {string(stage)}, "timeout": {poll.String()}}
	var last *Act
	for {
		seen := new(Act)
		err := c.get(ctx, "/v1/acts/"+id.Hex(), query, seen)
		var refused *Problem
		switch {
		case err == nil && stage.reached(seen):
			return seen, nil
		case err == nil:
			last = seen
		case asProblem(err, &refused) && refused.Status < http.StatusInternalServerError && refused.Status != http.StatusTooManyRequests:
			return nil, err
		}
		timer := time.NewTimer(pause)
		select {
		case <-ctx.Done():
			timer.Stop()
			if last == nil && err != nil {
				return nil, fmt.Errorf("act %s: %w: %w", id, ErrPending, err)
			}
			return last, fmt.Errorf("act %s: %w", id, ErrPending)
		case <-timer.C:
		}
	}
}
