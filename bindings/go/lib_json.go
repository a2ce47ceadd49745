// SPDX-License-Identifier: BSD-2-Clause

//go:build !zairyu_nojson && !zairyu_noverify

package zairyu

// #cgo pkg-config: libzairyu-json
import "C"
