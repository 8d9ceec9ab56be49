package engine

import (
	"fmt"
	"strings"
	"testing"
)

// TestManyTranchesAreReadAsFew: what the program asks of all tranches of an investor together has no length at which it
// refuses the file.
func TestManyTranchesAreReadAsFew(t *testing.T) {
	const n = 300
	var b strings.Builder
	b.WriteString(head + `companies:
  lab: {revenue: {process: constant, value: $30bn}, value: {process: constant, value: $300bn}, compute: {share_of_revenue: 50%}}
commitments:
  cloud: {buyer: lab, seller: vendor, floor: $9bn, term: 3y, share: 40%}
tranches:
`)
	for i := range n {
		fmt.Fprintf(&b, "  part-%d: {investor: vendor, into: lab, amount: $0.01bn, when: t >= 1y, price: market}\n", i)
	}
	tell(t, b.String()).end("vendor_conditional_paid", n*0.01)
}
