package act

import (
	"errors"
	"testing"

	"github.com/ethereum/go-ethereum/crypto"
	"golang.org/x/sync/errgroup"
	"pgregory.net/rapid"
)

func TestEachActOfAListVerifiesByItsOwnPath(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 40).Draw(t, "acts")
		messages, nonces := make([]any, n), make([]uint64, n)
		for i := range messages {
			messages[i] = anyMessage(t, rapid.SampledFrom(Kinds()).Draw(t, "kind"))
			nonces[i] = uint64(i)
		}
		key, err := crypto.GenerateKey()
		if err != nil {
			t.Fatal(err)
		}
		acts, err := SignList(KeySigner{key}, testDomain, messages, nonces, 1_900_000_000)
		if err != nil {
			t.Fatal(err)
		}
		for i, s := range acts {
			digest, err := s.Digest(testDomain)
			if err != nil {
				t.Fatal(err)
			}
			if err := verify("signature", testDomain, s.Key, digest, s.Signature); err != nil {
				t.Fatalf("act %d of %d: %v", i, n, err)
			}
			// Another's path, another number of acts, another act: none of it is what was signed.
			other := acts[(i+1)%n]
			if n > 1 && verify("signature", testDomain, s.Key, digest, other.Signature) == nil {
				t.Fatalf("act %d verifies by the path of another", i)
			}
			forged := append([]byte{}, s.Signature...)
			forged[68]++
			if verify("signature", testDomain, s.Key, digest, forged) == nil {
				t.Fatal("the number of acts is not signed")
			}
			s.Nonce += 1000
			if digest, err = s.Digest(testDomain); err != nil {
				t.Fatal(err)
			}
			if verify("signature", testDomain, s.Key, digest, s.Signature) == nil {
				t.Fatal("an act that is not in the list verifies")
			}
		}
	})
}

// TestListsAreVerifiedByManyAtOnce is for the race detector: go-ethereum's U256Bytes writes to the number that it is given.
func TestListsAreVerifiedByManyAtOnce(t *testing.T) {
	acts, err := SignList(maker(t), testDomain, []any{sampleTransfer(t), sampleTransfer(t)}, []uint64{1, 2}, 1_900_000_000)
	if err != nil {
		t.Fatal(err)
	}
	var group errgroup.Group
	for i := range 32 {
		group.Go(func() error { return acts[i%2].Verify(testDomain) })
	}
	if err := group.Wait(); err != nil {
		t.Error(err)
	}
}

func TestAListNeedsANonceForEachMessage(t *testing.T) {
	key, err := crypto.GenerateKey()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := SignList(KeySigner{key}, testDomain, nil, nil, 1); !errors.Is(err, ErrIncomplete) {
		t.Errorf("an empty list: %v", err)
	}
	if _, err := SignList(KeySigner{key}, testDomain, []any{samples(t)[0]}, nil, 1); !errors.Is(err, ErrIncomplete) {
		t.Errorf("no nonce: %v", err)
	}
}
