// SPDX-License-Identifier: BSD-2-Clause

//go:build !zairyu_nojson && !zairyu_noimage && !zairyu_noverify

package zairyu

import "errors"

// jsonImages lists the images of a record, with their sizes if they decode, as the command does.
func jsonImages(r *Record) (images []JSONExtra, err error) {
	for _, id := range ImageIDs() {
		stored, err := r.StoredImage(id)
		if errors.Is(err, ErrAbsent) {
			continue
		}
		if err != nil {
			return nil, err
		}
		width, height, err := r.decodedSize(id)
		if err != nil {
			return nil, err
		}
		images = append(images, JSONImage(id.String(), stored.Item, stored.MediaType, width, height))
	}
	return images, nil
}

// decodedSize is 0 if what is wrong is the image alone.
func (r *Record) decodedSize(id ImageID) (width, height int, err error) {
	image, err := r.Image(id)
	if errors.Is(err, ErrImage) || errors.Is(err, ErrLimit) || errors.Is(err, ErrMalformed) {
		return 0, 0, nil
	}
	if err != nil {
		return 0, 0, err
	}
	defer image.Close()
	return image.Width(), image.Height(), nil
}
