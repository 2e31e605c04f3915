package figures

import (
	"fmt"
	"slices"
)

// throughRelayer is what the relayer does with single acts, and with readers.
func (f *Figures) throughRelayer(r *report) {
	if len(f.Relays) == 0 {
		return
	}
	first := f.Relays[0]
	r.lines("## Single acts through the relayer")
	r.line("")
	r.line("%s transfers of a part each time, signed one by one by the operators of %s companies, each out of a lot of its own, handed in by", number(uint64(first.Acts)), number(uint64(first.Companies)))
	r.line("%d clients, %d in a request, to a relayer with one key. Blocks have %s gas here: with 100,000,000 the chain itself takes 1,850", first.Clients, first.Together, number(first.GasLimit))
	r.line("acts a second. The chain alone is the same acts in transactions of %d, straight to the node, in the same run, from the first request until the", first.RawBatch)
	r.line("last is mined; the relayer's share of it, and the target, are by the same measure: final is four blocks behind mined, whatever the load. All are")
	r.line("medians.")
	r.head("", "until final", "until mined", "a second", "chain alone, a second", "share of it", "target")
	for _, relay := range f.Relays {
		mined, raw := float64(relay.Acts)/median(relay.Mined), float64(relay.Acts)/median(relay.Raw)
		r.row(plural(relay.Signers, "signer"), seconds(median(relay.Final)), seconds(median(relay.Mined)), number(uint64(mined)), number(uint64(raw)),
			percent(median(relay.Raw)/median(relay.Mined)), target(relay.Target, mined))
	}
	if len(f.BySize) > 0 {
		r.line("")
		r.line("By how many acts a transaction has at the most (`--max-acts`), on one signer, of which %d fit one. The relayer lets 256 transactions wait for a", f.MostInOne)
		r.line("block, so that small ones bound it; \"alone\" is the chain without a relayer.")
		r.line("")
		r.line("![Acts a second by the number of acts in a transaction](throughput.svg)")
		r.head("acts in a transaction", "a second", "chain alone, a second")
		for _, rate := range f.BySize {
			r.row(number(uint64(rate.At)), number(uint64(rate.Relayed)), number(uint64(rate.PerSecond)))
		}
	}
	f.taken(r)
	f.read(r)
	f.remembered(r)
}

// taken is how fast acts are accepted.
func (f *Figures) taken(r *report) {
	if len(f.Accepts) == 0 {
		return
	}
	r.line("")
	r.line("**Taken**: the signature checked, the act on the disk (fsync) and answered with 202, while the relayer is paused and sends nothing. The client's")
	r.line("part, HTTP's and that of the node, which is asked for each author's spent nonces, are on the same cores; \"by itself\" is without them")
	r.line("(`BenchmarkAccept`).")
	r.head("", "acts", "seconds: least / median / most", "a second, at the median", "by itself", "target")
	for _, accept := range f.Accepts {
		rate := float64(accept.Acts) / median(accept.Seconds)
		how := fmt.Sprintf("%d clients, %d in a request", accept.Clients, accept.Together)
		if accept.Together == 1 {
			how = fmt.Sprintf("%d clients, one by one", accept.Clients)
		}
		r.row(how, number(uint64(accept.Acts)),
			fmt.Sprintf("%.2f / %.2f / %.2f", slices.Min(accept.Seconds), median(accept.Seconds), slices.Max(accept.Seconds)), number(uint64(rate)), own(accept.Own), target(accept.Target, rate))
	}
}

// read is how fast things are read.
func (f *Figures) read(r *report) {
	if len(f.Reads) == 0 {
		return
	}
	r.line("")
	r.line("**Read**, by the obligor's login, over connections that are kept, from debts of %d lots each, while %d acts a second are handed in. The limit of", f.Reads[0].Lots, f.Reads[0].Written)
	r.line("requests is off (`--rate=-1`): it is not what is measured. \"By itself\" is without HTTP, the clients and the writing (`BenchmarkRead`).")
	r.head("", "clients", "bytes", "requests a second", "by itself", "target", "p50, ms", "p99, ms", "target")
	for _, read := range f.Reads {
		rate := float64(read.Requests) / read.Seconds
		slowest := ""
		if read.TargetP99 > 0 {
			slowest = fmt.Sprintf("< %.0f", read.TargetP99)
			if read.P99 >= read.TargetP99 {
				slowest += ", **missed**"
			}
		}
		r.row(read.What, number(uint64(read.Clients)), number(uint64(read.Bytes)), number(uint64(rate)), own(read.Own), target(read.Target, rate),
			fmt.Sprintf("%.2f", read.P50), fmt.Sprintf("%.2f", read.P99), slowest)
	}
}

// remembered is what the index takes, and how long it is compared with the contracts.
func (f *Figures) remembered(r *report) {
	if m := f.Memory; m != nil {
		missed := ""
		if m.Target > 0 {
			missed = fmt.Sprintf(" The target is %.0f MB.", m.Target)
			if m.Resident > m.Target {
				missed = fmt.Sprintf(" The target is %.0f MB, **missed**.", m.Target)
			}
		}
		r.line("")
		r.line("**Memory** of the index with %s lots, each with its transfer: %.0f MB of heap in use once it has followed them. Started from its file of %.0f MB,", number(uint64(m.Lots)), m.Heap, m.File)
		r.line("which takes %.1f s, a process that does nothing else has %.0f MB in use and %.0f MB resident, with the collector's setting of the systemd", m.Start, m.Started, m.Resident)
		r.line("unit (`GOGC=25`), without the file's own pages.%s", missed)
	}
	if a := f.Audit; a != nil {
		r.line("")
		r.line("**Compared**: `tally doctor index` held %s lots and all else in the index against the contracts, %s questions, in %.1f s.", number(uint64(a.Lots)), number(uint64(a.Questions)), a.Seconds)
	}
}

// own writes a rate that was measured by itself; empty where it was not.
func own(rate float64) string {
	if rate == 0 {
		return ""
	}
	return number(uint64(rate))
}

// target writes what there should be at least, and whether it is missed; empty where none is set.
func target(least int, rate float64) string {
	if least == 0 {
		return ""
	}
	text := "≥ " + number(uint64(least))
	if rate < float64(least) {
		text += ", **missed**"
	}
	return text
}

func seconds(s float64) string { return fmt.Sprintf("%.1f s", s) }

// median is the middle of repetitions, the later of two.
func median(of []float64) float64 {
	sorted := slices.Sorted(slices.Values(of))
	return sorted[len(sorted)/2]
}
