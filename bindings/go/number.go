// SPDX-License-Identifier: BSD-2-Clause

package zairyu

// #include <stdlib.h>
// #include <zairyu.h>
import "C"

import "unsafe"

// NumberLength is the length of a card number: two letters, eight digits, two letters.
const NumberLength = C.ZAIRYU_NUMBER_LENGTH

// NormalizeNumber converts what a person typed into the form that a card requires. It takes lower case, full width,
// and the usual kinds of hyphens and spaces; anything else fails with [ErrNumberFormat], and [Error.Position] says
// which character.
func NormalizeNumber(text string) (string, error) {
	var out [C.ZAIRYU_NUMBER_SIZE]C.char
	var cerr *C.zairyu_error
	typed := C.CString(text)
	defer func() {
		C.zairyu_wipe(unsafe.Pointer(typed), C.size_t(len(text)))
		C.free(unsafe.Pointer(typed))
		C.zairyu_wipe(unsafe.Pointer(&out[0]), C.ZAIRYU_NUMBER_SIZE)
	}()
	if err := check(C.zairyu_number_normalize(typed, C.size_t(len(text)), &out[0], &cerr), &cerr); err != nil {
		return "", err
	}
	return C.GoString(&out[0]), nil
}
