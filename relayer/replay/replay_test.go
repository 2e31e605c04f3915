package replay

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestCuttingAndJoiningKeepsEveryUnit(t *testing.T) {
	lots := []run{{0, 100, 2}}
	for _, at := range []uint64{30, 70, 30, 0, 100} {
		lots = cut(lots, at)
	}
	if diff := cmp.Diff([]run{{0, 30, 2}, {30, 70, 2}, {70, 100, 2}}, lots, cmp.AllowUnexported(run{})); diff != "" {
		t.Errorf("cut (-want +got):\n%s", diff)
	}
	lots[1].depth = 5
	lots = join(lots, 70)
	if diff := cmp.Diff([]run{{0, 30, 2}, {30, 100, 5}}, lots, cmp.AllowUnexported(run{})); diff != "" {
		t.Errorf("a merger takes the greater depth (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]run{{0, 30, 2}, {30, 100, 5}}, join(lots, 0), cmp.AllowUnexported(run{})); diff != "" {
		t.Errorf("nothing ends where the first begins (-want +got):\n%s", diff)
	}
}
