package control

import (
	"encoding/json"
	"errors"
	"net/http"
	"strconv"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tallystick/tallystick/relayer/outbox"
)

// lengthHeader tells a backup's length: what was cut off on its way is told from what was whole.
const lengthHeader = "Backup-Length"

// mostDifferences bounds what an audit's answer holds.
const mostDifferences = 10_000

// request is what a POST holds: an order, and what it is about.
type request struct {
	Order
	// Act is for retry; absent: all that are parked.
	Act *common.Hash `json:"act,omitempty"`
	// Nonce and Sender are for cancel; without a sender it is the only one that has this nonce open.
	Nonce  *uint64        `json:"nonce,omitempty"`
	Sender common.Address `json:"sender"`
}

// failure is an error's form on the wire.
type failure struct {
	Code    string `json:"code"`
	Message string `json:"message"`
}

// sentinels are the codes of the errors that callers branch on.
func sentinels() map[string]error {
	return map[string]error{"not-found": ErrNotFound, "conflict": ErrConflict, "invalid": ErrInvalid, "not-ready": ErrNotReady}
}

// Handler serves a relayer's door.
func Handler(r Relayer) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /status", func(w http.ResponseWriter, q *http.Request) {
		status, err := r.Status(q.Context())
		answer(w, status, err)
	})
	mux.HandleFunc("GET /audit", func(w http.ResponseWriter, q *http.Request) {
		most, err := strconv.Atoi(q.FormValue("most"))
		if err != nil || most < 1 || most > mostDifferences {
			answer(w, nil, errors.Join(ErrInvalid, errors.New("most must be a number from 1 to 10,000")))
			return
		}
		audit, err := r.Audit(q.Context(), most)
		answer(w, audit, err)
	})
	mux.HandleFunc("POST /pause", ordered(func(_ http.ResponseWriter, in request) (any, error) { return struct{}{}, r.Pause(in.Order) }))
	mux.HandleFunc("POST /resume", ordered(func(_ http.ResponseWriter, in request) (any, error) { return struct{}{}, r.Resume(in.Order) }))
	mux.HandleFunc("POST /resync", ordered(func(_ http.ResponseWriter, in request) (any, error) { return struct{}{}, r.Resync(in.Order) }))
	mux.HandleFunc("POST /retry", ordered(func(_ http.ResponseWriter, in request) (any, error) {
		if in.Act == nil {
			n, err := r.RetryParked(in.Order)
			return Retried{Acts: n}, err
		}
		e, err := r.Retry(*in.Act, in.Order)
		return Retried{Acts: 1, State: e.State.String()}, err
	}))
	mux.HandleFunc("POST /cancel", ordered(func(_ http.ResponseWriter, in request) (any, error) {
		if in.Nonce == nil {
			return nil, errors.Join(ErrInvalid, errors.New("no nonce is named"))
		}
		acts, sender, err := r.Cancel(outbox.Slot{Sender: in.Sender, Nonce: *in.Nonce}, in.Order)
		return Cancelled{Slot: outbox.Slot{Sender: sender, Nonce: *in.Nonce}, Acts: acts}, err
	}))
	mux.HandleFunc("POST /backup", func(w http.ResponseWriter, q *http.Request) {
		in, err := read(w, q)
		if err != nil {
			answer(w, nil, err)
			return
		}
		begun := false
		err = r.Backup(w, in.Order, func(size int64) {
			begun = true
			w.Header().Set(lengthHeader, strconv.FormatInt(size, 10))
		})
		if err != nil && !begun {
			answer(w, nil, err)
		}
		// Else the copy is shorter than it was said to be, and the other side sees that.
	})
	return mux
}

// Retried is what came of a retry.
type Retried struct {
	Acts int `json:"acts"`
	// State is that of the one act that was named.
	State string `json:"state,omitempty"`
}

// Cancelled is what came of a cancellation.
type Cancelled struct {
	outbox.Slot
	Acts int `json:"acts"`
}

func ordered(do func(w http.ResponseWriter, in request) (any, error)) http.HandlerFunc {
	return func(w http.ResponseWriter, q *http.Request) {
		in, err := read(w, q)
		if err != nil {
			answer(w, nil, err)
			return
		}
		out, err := do(w, in)
		answer(w, out, err)
	}
}

func read(w http.ResponseWriter, q *http.Request) (request, error) {
	var in request
	decoder := json.NewDecoder(http.MaxBytesReader(w, q.Body, 1<<16))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&in); err != nil {
		return in, errors.Join(ErrInvalid, err)
	}
	return in, in.Check()
}

// answer writes what came of a request.
func answer(w http.ResponseWriter, out any, err error) {
	w.Header().Set("Content-Type", "application/json")
	status := http.StatusOK
	if err != nil {
		told := failure{Code: "failed", Message: err.Error()}
		status = http.StatusInternalServerError
		for code, sentinel := range sentinels() {
			if errors.Is(err, sentinel) {
				told.Code, status = code, http.StatusConflict
			}
		}
		out = told
	}
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(out)
}
