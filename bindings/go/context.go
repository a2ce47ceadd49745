// SPDX-License-Identifier: BSD-2-Clause

package zairyu

// #include <zairyu.h>
// #include "glue.h"
import "C"

import (
	"runtime/cgo"
	"sync"
)

// A Context holds backends, limits, the log and code names. Set it up first; then any number of goroutines may use
// it.
type Context struct {
	h *handle[*C.zairyu_context]
	*contextParts
}

// What a context's callbacks need, until the last that uses the context is freed.
type contextParts struct {
	mu      sync.Mutex
	last    troubles
	ends    []func()
	readers sync.Map // transports that a backend of ours opened: *C.zairyu_transport → *slots
}

// NewContext makes one without backends, with default limits and no log.
func NewContext() (*Context, error) {
	var out *C.zairyu_context
	var cerr *C.zairyu_error
	if err := check(C.zairyu_context_new(&out, &cerr), &cerr); err != nil {
		return nil, err
	}
	parts := &contextParts{}
	free := func(p *C.zairyu_context) { C.zairyu_context_free(p) }
	return &Context{newHandle(out, free, parts.end), parts}, nil
}

// atEnd remembers what has to live as long as the C context, which its children keep alive.
func (p *contextParts) atEnd(end func()) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.ends = append(p.ends, end)
}

func (p *contextParts) end() {
	for _, end := range p.ends {
		end()
	}
}

// Close releases it; what was made with it goes on.
func (c *Context) Close() error {
	c.h.close()
	return nil
}

// A Limit is on what a card or a file may demand.
type Limit int

// The limits. What exceeds one fails with [ErrLimit].
const (
	LimitFileBytes   Limit = C.ZAIRYU_LIMIT_FILE_BYTES   // one file of a card; default 32768
	LimitImagePixels Limit = C.ZAIRYU_LIMIT_IMAGE_PIXELS // width x height of a decoded image; default 4194304
	// memory a decoder may take for one image; default 67108864
	LimitImageBytes  Limit = C.ZAIRYU_LIMIT_IMAGE_BYTES
	LimitRecordBytes Limit = C.ZAIRYU_LIMIT_RECORD_BYTES // a saved record; default 262144
)

// SetLimit changes a limit. It fails for one that the library does not know, and for 0.
func (c *Context) SetLimit(limit Limit, value uint64) error {
	p := c.h.take()
	defer c.h.release()
	return check(C.zairyu_context_set_limit(p, C.int(limit), C.uint64_t(value)), nil)
}

// Limit is the limit in force; 0 for one that the library does not know.
func (c *Context) Limit(limit Limit) uint64 {
	p := c.h.take()
	defer c.h.release()
	return uint64(C.zairyu_context_limit(p, C.int(limit)))
}

// A LogLevel is how much is logged.
type LogLevel int

// The levels.
const (
	LogError   LogLevel = C.ZAIRYU_LOG_ERROR
	LogWarning LogLevel = C.ZAIRYU_LOG_WARNING
	LogInfo    LogLevel = C.ZAIRYU_LOG_INFO
	LogDebug   LogLevel = C.ZAIRYU_LOG_DEBUG
)

// SetLog has lines of the log given to f, up to a level; nil, or level 0, for none. The library logs constant words
// and numbers, never data of a card. f is called on the goroutine whose call it is about, by several at once if
// several use the context.
func (c *Context) SetLog(level LogLevel, f func(level LogLevel, component, line string)) error {
	p := c.h.take()
	defer c.h.release()
	if f == nil {
		return check(C.zairyu_go_set_log(p, 0, 0), nil)
	}
	h := cgo.NewHandle(&logger{f, &c.last})
	c.atEnd(h.Delete)
	return check(C.zairyu_go_set_log(p, C.int(level), C.uintptr_t(h)), nil)
}

type logger struct {
	line func(level LogLevel, component, line string)
	last *troubles
}

//export zairyu_go_log
func zairyu_go_log(h C.uintptr_t, level C.int, component, line *C.char) {
	to := cgo.Handle(h).Value().(*logger)
	to.last.run(ErrInternal, func() error {
		to.line(LogLevel(level), C.GoString(component), C.GoString(line))
		return nil
	})
}

// Log logs a line of a backend's own: a constant text and one number. There is no way to pass a buffer, on purpose.
func (c *Context) Log(level LogLevel, component, event string, number int64) {
	p := c.h.take()
	defer c.h.release()
	withStrings(func(s []*C.char) {
		C.zairyu_log(p, C.int(level), s[0], s[1], C.int64_t(number))
	}, component, event)
	c.last.surface(nil)
}
