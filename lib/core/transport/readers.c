/* SPDX-License-Identifier: BSD-2-Clause */
/* A list of readers. */
#include "transport/readers.h"

#include <stdlib.h>
#include <string.h>
#include <zairyu/error.h>

static void entry_done(struct reader_entry *entry)
{
	free(entry->uri);
	free(entry->label);
}

int zairyu_readers_add(zairyu_readers *into, const char *uri, const char *label, int card, int simulated,
		       int suitability)
{
	struct reader_entry entry, *entries;

	if (!into || !uri || !label || card < ZAIRYU_CARD_UNKNOWN || card > ZAIRYU_CARD_PRESENT ||
	    suitability < ZAIRYU_READER_UNKNOWN || suitability > ZAIRYU_READER_SAM)
		return ZAIRYU_ERR_ARGUMENT;
	entry = (struct reader_entry){ .uri = strdup(uri),
				       .label = strdup(label),
				       .card = card,
				       .simulated = simulated != 0,
				       .suitability = suitability };
	entries = realloc(into->entries, (into->count + 1) * sizeof *entries);
	if (entries)
		into->entries = entries;
	if (!entries || !entry.uri || !entry.label) {
		entry_done(&entry);
		return ZAIRYU_ERR_NO_MEMORY;
	}
	entries[into->count++] = entry;
	return ZAIRYU_OK;
}

size_t zairyu_readers_count(const zairyu_readers *readers)
{
	return readers ? readers->count : 0;
}

/* Of a place where there is none, as little as is said of an unknown reader. */
static const struct reader_entry *entry_at(const zairyu_readers *readers, size_t index)
{
	static const struct reader_entry none = { .card = ZAIRYU_CARD_UNKNOWN, .suitability = ZAIRYU_READER_UNKNOWN };

	return readers && index < readers->count ? &readers->entries[index] : &none;
}

const char *zairyu_readers_uri(const zairyu_readers *readers, size_t index)
{
	return entry_at(readers, index)->uri;
}

const char *zairyu_readers_label(const zairyu_readers *readers, size_t index)
{
	return entry_at(readers, index)->label;
}

int zairyu_readers_card(const zairyu_readers *readers, size_t index)
{
	return entry_at(readers, index)->card;
}

int zairyu_readers_simulated(const zairyu_readers *readers, size_t index)
{
	return entry_at(readers, index)->simulated;
}

int zairyu_readers_suitability(const zairyu_readers *readers, size_t index)
{
	return entry_at(readers, index)->suitability;
}

uint32_t zairyu_readers_changes(const zairyu_readers *readers, size_t index)
{
	return entry_at(readers, index)->changes;
}

int zairyu_readers_set_changes(zairyu_readers *into, uint32_t changes)
{
	if (!into || into->count == 0)
		return ZAIRYU_ERR_ARGUMENT;
	into->entries[into->count - 1].changes = changes;
	return ZAIRYU_OK;
}

void zairyu_readers_free(zairyu_readers *readers)
{
	if (!readers)
		return;
	for (size_t i = 0; i < readers->count; i++)
		entry_done(&readers->entries[i]);
	zairyu_error_free(readers->cause);
	free(readers->entries);
	free(readers);
}
