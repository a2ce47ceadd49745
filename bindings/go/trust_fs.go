// SPDX-License-Identifier: BSD-2-Clause

//go:build !zairyu_noverify

package zairyu

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
)

// What a file of certificates may be at most, as in C; one byte more tells that it is too long.
const certificateMax = 64 * 1024

// AddFS adds the files of a directory of a file system, "." for its top, as AddDirectory does for one on disk: every
// *.crt, *.cer, *.der and *.pem, all or none. So certificates may be embedded in a program. [TrustTolerant] is for
// AddDirectory only.
func (t *Trust) AddFS(fsys fs.FS, dir string, flags TrustFlags) error {
	files, err := certificateFiles(fsys, dir)
	if err != nil {
		return err
	}
	if err := t.tryFiles(files, flags); err != nil {
		return err
	}
	for _, file := range files {
		if err := t.Add(file.data, flags); err != nil {
			return file.failed(err)
		}
	}
	return nil
}

// tryFiles adds them to a store of its own first, so that none stays if one cannot be used.
func (t *Trust) tryFiles(files []certificateFile, flags TrustFlags) error {
	trial, err := t.parent.NewTrust()
	if err != nil {
		return err
	}
	defer trial.Close()
	for _, file := range files {
		if err := trial.Add(file.data, flags); err != nil {
			return file.failed(err)
		}
	}
	return nil
}

type certificateFile struct {
	name string
	data []byte
}

func (f certificateFile) failed(err error) error { return fmt.Errorf("%s: %w", f.name, err) }

func certificateFiles(fsys fs.FS, dir string) (files []certificateFile, err error) {
	entries, err := fs.ReadDir(fsys, dir)
	if err != nil {
		return nil, fileFailure(err)
	}
	for _, entry := range entries {
		if !IsCertificateName(entry.Name()) {
			continue
		}
		name := entry.Name()
		if dir != "." {
			name = dir + "/" + name
		}
		data, err := readLimited(fsys, name)
		if err != nil {
			return nil, fileFailure(err)
		}
		files = append(files, certificateFile{name, data})
	}
	return files, nil
}

func readLimited(fsys fs.FS, name string) ([]byte, error) {
	file, err := fsys.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	data, err := io.ReadAll(io.LimitReader(file, certificateMax+1))
	if err != nil {
		return nil, &fs.PathError{Op: "read", Path: name, Err: err}
	}
	return data, nil
}

// fileFailure is a file system's error with the code that fits; its text names the file.
func fileFailure(err error) error {
	var known *Error
	if errors.As(err, &known) {
		return err
	}
	failed := failure(ErrFile, "a file of certificates cannot be read")
	failed.cause = err
	return fmt.Errorf("%w: %v", failed, err)
}
