// SPDX-License-Identifier: BSD-2-Clause

package zairyu

// #include <stdlib.h>
// #include <zairyu.h>
import "C"

import (
	"sync"
	"unsafe"
)

// Steps are the words of all steps of a conversation, in the order of their numbers in support codes, from 1 on.
func Steps() []string { return countNames(1, func(n C.int) *C.char { return C.zairyu_step_name(n) }) }

// StepText is what is being done, for people: "Reading the photo"; "" for words that the library does not know.
func StepText(step string, language Language) string {
	word := C.CString(step)
	defer C.free(unsafe.Pointer(word))
	return C.GoString(C.zairyu_step_text(word, C.int(language)))
}

// countNames lists what the library that is running names, which may be more than the headers have.
func countNames(first C.int, name func(C.int) *C.char) (names []string) {
	for n := first; name(n) != nil; n++ {
		names = append(names, C.GoString(name(n)))
	}
	return names
}

var stepWords sync.Map // word → *C.char: C keeps a step's pointer

// stepWord is a static C string: made once for each word there is.
func stepWord(step string) *C.char {
	if word, ok := stepWords.Load(step); ok {
		return word.(*C.char)
	}
	word, there := stepWords.LoadOrStore(step, C.CString(step))
	_ = there
	return word.(*C.char)
}
