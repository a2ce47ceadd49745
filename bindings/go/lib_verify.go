// SPDX-License-Identifier: BSD-2-Clause

//go:build !zairyu_noverify

package zairyu

// #cgo pkg-config: libzairyu-verify
import "C"
