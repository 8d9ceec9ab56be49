//go:build goexperiment.simd && amd64

package column

func rationVector(buyers []Buyer, left, price, asked []*Column) {
	if avx512 {
		ration8(buyers, left, price, asked)
	} else {
		ration4(buyers, left, price, asked)
	}
}

func handVector(rest, bought, share *Column) {
	if avx512 {
		hand8(rest, bought, share)
	} else {
		hand4(rest, bought, share)
	}
}

func handOverVector(rest, bought, passed, taken, share *Column) {
	if avx512 {
		handOver8(rest, bought, passed, taken, share)
	} else {
		handOver4(rest, bought, passed, taken, share)
	}
}
