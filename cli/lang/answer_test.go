package lang

import "testing"

func TestARelayersAnswerIsSaidWithWhatItIsAbout(t *testing.T) {
	for english, want := range map[string]string{
		"the node does not answer":                                         "节点没有响应",
		"there was no company 31 on 2026-11-21":                            "2026-11-21 时尚无 31 号公司",
		"act 0x12 is queued; it waits for no checker":                      "操作 0x12 状态为 queued，不待复核",
		"company 31 made R31-1 under the reference \"a 100 %s b\" already": "31 号公司已用业务号 \"a 100 %s b\" 开立 R31-1",
		"nobody has ever said this":                                        "nobody has ever said this",
	} {
		if got := Chinese.Answer(english); got != want {
			t.Errorf("%q is %q, want %q", english, got, want)
		}
		if got := English.Answer(english); got != english {
			t.Errorf("in English %q became %q", english, got)
		}
	}
}

func TestEveryAnswerHasItsArgumentsInChineseToo(t *testing.T) {
	for english, translated := range chineseRelayer {
		if want, got := len(verbs.FindAllString(english, -1)), len(verbs.FindAllString(translated, -1)); got != want {
			t.Errorf("%q has %d arguments, %q %d", english, want, translated, got)
		}
	}
}
