// SPDX-License-Identifier: BSD-2-Clause

package zairyu

// #include <stdlib.h>
// #include <string.h>
// #include <zairyu.h>
import "C"

import "unsafe"

// withStrings lends strings to C, and wipes them: one may be a card number.
func withStrings(f func([]*C.char), texts ...string) {
	lent := make([]*C.char, len(texts))
	for i, text := range texts {
		lent[i] = C.CString(text)
	}
	defer func() {
		for _, text := range lent {
			C.zairyu_wipe(unsafe.Pointer(text), C.strlen(text))
			C.free(unsafe.Pointer(text))
		}
	}()
	f(lent)
}

// orNull is NULL for "".
func orNull(text *C.char) *C.char {
	if *text == 0 {
		return nil
	}
	return text
}

// lend passes Go's bytes to C for one call; the caller keeps them alive.
func lend(data []byte) C.zairyu_bytes {
	if len(data) == 0 {
		return C.zairyu_bytes{}
	}
	return C.zairyu_bytes{data: (*C.uint8_t)(unsafe.Pointer(&data[0])), len: C.size_t(len(data))}
}

// copied is a copy of C's bytes; nil if there are none.
func copied(bytes C.zairyu_bytes) []byte {
	if bytes.data == nil || bytes.len == 0 {
		return nil
	}
	return append([]byte(nil), unsafe.Slice((*byte)(unsafe.Pointer(bytes.data)), int(bytes.len))...)
}

// wipe overwrites Go's own copy of a secret.
func wipe(data []byte) {
	if len(data) > 0 {
		C.zairyu_wipe(unsafe.Pointer(&data[0]), C.size_t(len(data)))
	}
}
