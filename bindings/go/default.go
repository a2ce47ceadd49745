// SPDX-License-Identifier: BSD-2-Clause

package zairyu

import (
	"context"
	"sync"
)

// What this build has: scheme → what adds its backend. Files with build tags fill it in.
var compiledIn = map[string]func(*Context) error{"replay": (*Context).AddReplay}

// In which order readers are looked for.
var schemes = []string{"pcsc", "nfc", "virtual", "replay"}

// AddAll adds the backends of all libraries that this build has.
func (c *Context) AddAll() error {
	for _, scheme := range schemes {
		add, ok := compiledIn[scheme]
		if !ok {
			continue
		}
		if err := add(c); err != nil {
			return err
		}
	}
	return nil
}

var (
	defaultOnce sync.Once
	defaultHas  *Context
	defaultErr  error
)

// DefaultContext is what [Read], [Load] and [Verify] use unless [WithContext] says otherwise: made when it is first
// asked for, with all backends that this build has and the code names of the machine and of the user. Do not close
// it.
func DefaultContext() (*Context, error) {
	defaultOnce.Do(func() {
		if defaultHas, defaultErr = NewContext(); defaultErr != nil {
			return
		}
		if defaultErr = defaultHas.AddAll(); defaultErr == nil {
			defaultErr = defaultHas.AddDefaultCodeNames(PlacesAll)
		}
	})
	return defaultHas, defaultErr
}

// Readers lists the readers of all backends.
func Readers(ctx context.Context) ([]ReaderInfo, error) {
	c, err := DefaultContext()
	if err != nil {
		return nil, err
	}
	return c.Readers(ctx, "")
}

// Watch calls f with the readers of all backends now, and again whenever they change or a card comes or leaves, until
// f fails or the context is over, and returns that.
func Watch(ctx context.Context, f func([]ReaderInfo) error) error {
	c, err := DefaultContext()
	if err != nil {
		return err
	}
	w, err := c.Watch("")
	if err != nil {
		return err
	}
	defer w.Close()
	for {
		readers, err := w.Next(ctx)
		if err == nil {
			err = f(readers)
		}
		if err != nil {
			return err
		}
	}
}
