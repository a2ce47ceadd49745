// SPDX-License-Identifier: BSD-2-Clause

//go:build !zairyu_nojson && zairyu_noimage && !zairyu_noverify

package zairyu

func jsonImages(*Record) ([]JSONExtra, error) { return nil, nil }
