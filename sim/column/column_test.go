package column_test

import (
	"testing"

	"dealsim/sim/column"
)

func TestSizeSuitsVectors(t *testing.T) {
	if column.Size%8 != 0 {
		t.Errorf("a column of %d is no multiple of eight", column.Size)
	}
}
