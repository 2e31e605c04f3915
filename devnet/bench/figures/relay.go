package figures

// Relay is how fast single signed acts go through a relayer, beside the same acts on the chain alone. The lists have one entry for each repetition.
type Relay struct {
	Signers int `json:"signers"`
	// GasLimit is that of a block.
	GasLimit uint64 `json:"gasLimit"`
	// Acts are those of a repetition, by Companies.
	Acts      int `json:"acts"`
	Companies int `json:"companies"`
	// Mined and Final are the seconds from the first request until the last act was in a block, and until it was final.
	Mined []float64 `json:"mined"`
	Final []float64 `json:"final"`
	// Raw are the seconds that the chain alone took, with RawBatch acts in a transaction.
	Raw      []float64 `json:"raw"`
	RawBatch int       `json:"rawBatch"`
	// Clients post at once, Together acts in a request.
	Clients  int `json:"clients"`
	Together int `json:"together"`
	// Target is how many acts a second there should be at least; 0 where none is set.
	Target int `json:"target,omitempty"`
}

// Rate is how many acts are mined a second, from the first request on, with so many of them in a transaction: by the chain alone, and through a relayer that puts no more into one.
type Rate struct {
	At        int     `json:"at"`
	PerSecond float64 `json:"perSecond"`
	Relayed   float64 `json:"relayed"`
}

// Accept is how fast acts are taken.
type Accept struct {
	Clients  int `json:"clients"`
	Together int `json:"together"`
	Acts     int `json:"acts"`
	// Seconds are one for each repetition.
	Seconds []float64 `json:"seconds"`
	Target  int       `json:"target,omitempty"`
	// Own is how many acts a second the relayer takes by itself: without HTTP, and with nothing beside it.
	Own float64 `json:"own,omitempty"`
}

// Read is how fast one kind of thing is read.
type Read struct {
	What    string `json:"what"`
	Clients int    `json:"clients"`
	// Lots are those of each debt that is read, Bytes the largest answer, Written the acts a second that were handed in meanwhile.
	Lots     int     `json:"lots"`
	Bytes    int     `json:"bytes"`
	Written  int     `json:"written"`
	Requests int     `json:"requests"`
	Seconds  float64 `json:"seconds"`
	// P50 and P99 are the milliseconds that half, and 99 of 100, did not take longer than.
	P50 float64 `json:"p50"`
	P99 float64 `json:"p99"`
	// Target is a second, TargetP99 in milliseconds; 0 where none is set.
	Target    int     `json:"target,omitempty"`
	TargetP99 float64 `json:"targetP99,omitempty"`
	// Own is how many a second the relayer answers by itself: without HTTP, and with nothing beside it.
	Own float64 `json:"own,omitempty"`
}

// Memory is what the index takes, in MB of 2^20 bytes.
type Memory struct {
	Lots int `json:"lots"`
	// Heap is in use once the index has followed the lots; Started in a process that has read them from the file, Resident what that has in all.
	Heap     float64 `json:"heap"`
	Started  float64 `json:"started"`
	Resident float64 `json:"resident"`
	File     float64 `json:"file"`
	// Start is how many seconds the start from the file took.
	Start  float64 `json:"start"`
	Target float64 `json:"target,omitempty"`
}

// Audit is the index held against the contracts.
type Audit struct {
	Lots      int     `json:"lots"`
	Questions int     `json:"questions"`
	Seconds   float64 `json:"seconds"`
}
