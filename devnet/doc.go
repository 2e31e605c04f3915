// Package devnet runs a local Tallystick chain: real geth nodes, sealing with clique, as child processes on loopback.
//
// What it guarantees:
//
//   - A devnet is a folder. Everything that it is (keys, genesis, ports, data, logs) lies in it, so two devnets never meet, and
//     [Up] after [Network.Down], after kill -9 or after a reboot goes on with the same chain at the same addresses.
//   - The nodes are the real thing: geth, built from the one version and the checksums in geth/geth.mod and geth/geth.sum, four
//     signers by default, who gossip, disagree, reorganise and stall as such nodes do. Nothing of them is simulated.
//     Out of a standstill that they would stay in for ever, Up and a network in the foreground bring them ([Network.Free]).
//   - A process is ended only if it is the one that was started: the start time is compared, not the number alone.
//   - Nothing listens but on 127.0.0.1.
//
// What it is not: a production network. Its keys lie unlocked in the folder, and one machine runs all signers. With one node it is
// a single-signer chain, quick, and without forks or peers.
//
// It runs on Linux and macOS. On Windows the package is empty.
package devnet
