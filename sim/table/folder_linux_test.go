package table

import (
	"errors"
	"io"
	"os"
	"syscall"
	"testing"
)

func TestAFullDiskLeavesNothingAndTouchesNothing(t *testing.T) {
	dir := t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size=256k"); err != nil {
		t.Skip("no small disk to fill: ", err)
	}
	defer syscall.Unmount(dir, 0)
	if _, err := WriteAll(example(), Options{Dir: dir}); err != nil {
		t.Fatal(err)
	}
	before := tree(t, dir)
	big := File{Name: "plots/big.png", Write: func(w io.Writer) error {
		_, err := w.Write(make([]byte, 1<<20))
		return err
	}}
	if _, err := WriteAll(example(), Options{Dir: dir, Extra: []File{big}}); !errors.Is(err, syscall.ENOSPC) {
		t.Errorf("got %v", err)
	}
	wantTree(t, dir, before...)
	if _, err := WriteAll(example(), Options{Dir: dir}); err != nil {
		t.Errorf("the disk has room again: %v", err)
	}
}

func TestDevFullIsAnError(t *testing.T) {
	full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
	if err != nil {
		t.Skip(err)
	}
	defer full.Close()
	if _, err := Tables()[0].Write(full, example()); !errors.Is(err, syscall.ENOSPC) {
		t.Errorf("got %v", err)
	}
}
