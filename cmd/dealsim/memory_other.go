//go:build !linux

package main

// large does something on Linux alone.
func large() {}
