// SPDX-License-Identifier: BSD-2-Clause

//go:build !zairyu_noimage && !zairyu_noverify

package zairyu

// #cgo pkg-config: libzairyu-image
import "C"
