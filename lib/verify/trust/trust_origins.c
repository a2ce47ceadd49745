/* SPDX-License-Identifier: BSD-2-Clause */
/* Where the anchors of a store came from, and what was left out: for the caller. */
#include "trust/store.h"

const char *zairyu_trust_file(const zairyu_trust *trust, size_t index, size_t number)
{
	const struct anchor *anchor = trust && index < trust->count ? trust->anchors[index] : NULL;

	for (size_t i = 0; anchor && i < trust->origins.count; i++)
		if (trust->origins.origin[i].anchor == anchor && number-- == 0)
			return trust->origins.origin[i].path;
	return NULL;
}

size_t zairyu_trust_refused_count(const zairyu_trust *trust)
{
	return trust ? trust->origins.refusals : 0;
}

static const struct left_out *left_out_at(const zairyu_trust *trust, size_t index)
{
	return index < zairyu_trust_refused_count(trust) ? &trust->origins.refusal[index] : NULL;
}

const char *zairyu_trust_refused_path(const zairyu_trust *trust, size_t index)
{
	const struct left_out *one = left_out_at(trust, index);

	return one ? one->path : NULL;
}

const zairyu_error *zairyu_trust_refused_error(const zairyu_trust *trust, size_t index)
{
	const struct left_out *one = left_out_at(trust, index);

	return one ? one->why : NULL;
}
