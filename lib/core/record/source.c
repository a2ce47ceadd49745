/* SPDX-License-Identifier: BSD-2-Clause */
#include "record/source.h"

#include <string.h>
#include <zairyu/error.h>
#include <zairyu/record.h>

#include "util/time/clock.h"

int source_of_transport(const zairyu_transport *transport, int64_t *read_at)
{
	uint64_t value = 0;

	if (zairyu_transport_property(transport, ZAIRYU_PROPERTY_RECORDED_AT, &value) == ZAIRYU_OK) {
		*read_at = value <= INT64_MAX ? (int64_t)value : 0;
		return ZAIRYU_SOURCE_REPLAYED;
	}
	*read_at = clock_now();
	if (zairyu_transport_property(transport, ZAIRYU_PROPERTY_SIMULATED, &value) == ZAIRYU_OK && value != 0)
		return ZAIRYU_SOURCE_SIMULATED;
	return source_of_uri(zairyu_transport_uri(transport));
}

int source_of_uri(const char *uri)
{
	static const struct {
		const char *scheme;
		int source;
	} schemes[] = {
		{ "virtual:", ZAIRYU_SOURCE_SIMULATED },
		{ "replay:", ZAIRYU_SOURCE_REPLAYED },
	};

	for (size_t i = 0; uri && i < sizeof schemes / sizeof *schemes; i++)
		if (strncmp(uri, schemes[i].scheme, strlen(schemes[i].scheme)) == 0)
			return schemes[i].source;
	return ZAIRYU_SOURCE_LIVE;
}

static const char *const words[] = {
	[ZAIRYU_SOURCE_LIVE] = "live",
	[ZAIRYU_SOURCE_SIMULATED] = "simulated",
	[ZAIRYU_SOURCE_REPLAYED] = "replayed",
};
enum { WORDS = sizeof words / sizeof *words };

const char *source_word(int source)
{
	return words[source];
}

int source_of_word(zairyu_bytes word)
{
	for (int source = ZAIRYU_SOURCE_LIVE; source < WORDS; source++)
		if (word.len == strlen(words[source]) && memcmp(word.data, words[source], word.len) == 0)
			return source;
	return 0;
}
