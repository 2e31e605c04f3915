// Package figures is what the benchmark has measured, and the report that is made of it: text and plots follow from the figures alone, so that
// a committed report can be held to them.
package figures

import (
	"encoding/json"
	"fmt"
	"os"
)

// Figures are those of one run of the benchmark.
type Figures struct {
	// Date is the day of the run, in UTC.
	Date string `json:"date"`
	// Quick says that it was the short one: fewer payees, lots and repetitions than the report is meant to have.
	Quick   bool    `json:"quick"`
	Seconds float64 `json:"seconds"`
	Machine Machine `json:"machine"`
	// Versions are those of everything that took part, by name.
	Versions []Version `json:"versions"`
	Chain    Chain     `json:"chain"`
	// Systems are the columns of the gas tables: ours first.
	Systems []string `json:"systems"`
	// Acts are the rows of the table of single acts.
	Acts []Act `json:"acts"`
	// Settling is the gas of our obligor's payment in full, once for a receivable; crediting a lot is a row of Acts.
	Settling uint64 `json:"settling"`
	// Payments are by the number of payees.
	Payments []Payment `json:"payments"`
	// Opening is what one leaf of a committed run costs when it becomes a lot, by how many are opened in one call.
	Opening []Opened `json:"opening,omitempty"`
	// Depth is the gas of a hop by its number, Lots that of an act by how many lots its obligation has; both by what is measured.
	Depth []Curve `json:"depth"`
	Lots  []Curve `json:"lots"`
	// Flows are the end-to-end measurements.
	Flows []Flow `json:"flows"`
	// Relays are single acts through a relayer. BySize is by how many acts a transaction has, of which MostInOne fit one.
	Relays    []Relay  `json:"relays,omitempty"`
	BySize    []Rate   `json:"bySize,omitempty"`
	MostInOne int      `json:"mostInOne,omitempty"`
	Accepts   []Accept `json:"accepts,omitempty"`
	Reads     []Read   `json:"reads,omitempty"`
	Memory    *Memory  `json:"memory,omitempty"`
	Audit     *Audit   `json:"audit,omitempty"`
}

// Machine is where it ran.
type Machine struct {
	Processor string `json:"processor"`
	Cores     int    `json:"cores"`
	MemoryGB  int    `json:"memoryGB"`
	System    string `json:"system"`
}

// Version is one of a thing that took part.
type Version struct {
	Of string `json:"of"`
	Is string `json:"is"`
}

// Chain is the one that all gas was measured on.
type Chain struct {
	Node     string `json:"node"`
	Signers  int    `json:"signers"`
	Period   string `json:"period"`
	GasLimit uint64 `json:"gasLimit"`
}

// Act is the gas of whole transactions, by system; what a system cannot do is not in it.
type Act struct {
	Name string            `json:"name"`
	Gas  map[string]uint64 `json:"gas"`
}

// Payment is what it costs to pay many at once.
type Payment struct {
	Payees int `json:"payees"`
	// Ways are by system, and more than one for ours.
	Ways []Way `json:"ways"`
}

// Way is how many were paid.
type Way struct {
	System string `json:"system"`
	// How says which way of the system's it is; empty where it has one.
	How string `json:"how,omitempty"`
	// Gas is that of all transactions together.
	Gas          uint64 `json:"gas"`
	Transactions int    `json:"transactions"`
}

// Our ways of paying many.
const (
	InBatch   = "transfers in a batch"
	AtOnce    = "at once"
	ByRun     = "run"
	RunOpened = "run, then opened"
)

// Title is how tables and plots call it.
func (w Way) Title() string {
	if w.How == "" {
		return w.System
	}
	return w.System + ", " + w.How
}

// Opened is what opening leaves cost.
type Opened struct {
	Leaves int    `json:"leaves"`
	Gas    uint64 `json:"gas"`
	// NewWord says that a word of the run's bitmap was written for the first time.
	NewWord bool `json:"newWord"`
}

// Curve is a line of a plot.
type Curve struct {
	Name   string  `json:"name"`
	Own    bool    `json:"own,omitempty"`
	Points []Point `json:"points"`
}

// Point is a figure at a count.
type Point struct {
	At  int    `json:"at"`
	Gas uint64 `json:"gas"`
}

// Flow is how fast it goes from a user's hand to a block.
type Flow struct {
	// Signers seal the chain, all on this machine.
	Signers int `json:"signers"`
	// Through is what it goes through.
	Through string `json:"through"`
	// Count is how many of What are done in each repetition.
	Count int    `json:"count"`
	What  string `json:"what"`
	// Seconds are one for each repetition, in order.
	Seconds []float64 `json:"seconds"`
	// Target is how many a second there should be at least; 0 where none is set.
	Target int `json:"target,omitempty"`
}

// Load reads figures from a file.
func Load(file string) (*Figures, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("read the figures: %w", err)
	}
	f := new(Figures)
	if err := json.Unmarshal(text, f); err != nil {
		return nil, fmt.Errorf("read the figures of %s: %w", file, err)
	}
	return f, nil
}

// Save writes figures to a file.
func (f *Figures) Save(file string) error {
	text, err := json.MarshalIndent(f, "", " ")
	if err != nil {
		return fmt.Errorf("write the figures: %w", err)
	}
	return os.WriteFile(file, append(text, '\n'), 0o644)
}
