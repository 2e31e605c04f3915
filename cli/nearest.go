package main

import "strings"

// nearest answers the candidate that word was most likely meant to be, or "" if none is close:
// at most a third of the longer one's letters may be wrong, missing, extra or swapped with their neighbour,
// or the word is a beginning of exactly one candidate.
func nearest(word string, candidates []string) string {
	folded := strings.ToLower(word)
	best, closest := "", len(folded)+1
	for _, candidate := range candidates {
		limit := max(1, max(len([]rune(folded)), len([]rune(candidate)))/3)
		if d := distance(folded, strings.ToLower(candidate)); d <= limit && d < closest {
			best, closest = candidate, d
		}
	}
	if best != "" || len(folded) < 2 {
		return best
	}
	for _, candidate := range candidates {
		if strings.HasPrefix(strings.ToLower(candidate), folded) {
			if best != "" {
				return ""
			}
			best = candidate
		}
	}
	return best
}

// distance counts the single-letter edits between a and b, where a swap of two neighbours
// counts as one (optimal string alignment).
func distance(a, b string) int {
	from, to := []rune(a), []rune(b)
	rows := make([][]int, len(from)+1)
	for i := range rows {
		rows[i] = make([]int, len(to)+1)
		rows[i][0] = i
	}
	for j := range rows[0] {
		rows[0][j] = j
	}
	for i := 1; i <= len(from); i++ {
		for j := 1; j <= len(to); j++ {
			substitute := rows[i-1][j-1]
			if from[i-1] != to[j-1] {
				substitute++
			}
			rows[i][j] = min(rows[i-1][j]+1, rows[i][j-1]+1, substitute)
			if i > 1 && j > 1 && from[i-1] == to[j-2] && from[i-2] == to[j-1] {
				rows[i][j] = min(rows[i][j], rows[i-2][j-2]+1)
			}
		}
	}
	return rows[len(from)][len(to)]
}
