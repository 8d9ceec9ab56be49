package scenario

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strconv"
	"strings"
)

// hash is over the resolved tree, so that comments, order and the split into files do not matter.
func hash(n *node) string {
	b := make([]byte, 0, 1<<16)
	var sorted []*entry // of the maps that are being written
	item := func(kind byte, text string) {
		b = append(append(strconv.AppendInt(append(b, kind), int64(len(text)), 10), ':'), text...)
	}
	var write func(n *node)
	write = func(n *node) {
		switch n.form {
		case scalar:
			item('s', n.text)
		case list:
			b = strconv.AppendInt(append(b, 'l'), int64(len(n.items)), 10)
			for _, c := range n.items {
				write(c)
			}
		case mapping:
			from := len(sorted)
			for i := range n.entries {
				sorted = append(sorted, &n.entries[i])
			}
			slices.SortFunc(sorted[from:], func(a, b *entry) int { return strings.Compare(a.key, b.key) })
			b = strconv.AppendInt(append(b, 'm'), int64(len(n.entries)), 10)
			for i := range n.entries {
				e := sorted[from+i]
				item('k', e.key)
				write(e.value)
			}
			sorted = sorted[:from]
		}
	}
	write(n)
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}
